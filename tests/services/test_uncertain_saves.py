"""After a commit of unknown outcome the document is looked up before anything is claimed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdtui.domain.errors import Refuse
from sdtui.store.errors import SaveUncertain
from tests.services.test_pricing import offer
from tests.services.writer import Writer


def test_a_document_that_was_stored_after_all_is_found(anna: Writer, breaking: Callable[..., None]) -> None:
    document = offer(anna)
    anna.enter(document, saving=True)
    breaking(stored=True)
    assert anna.save(document) == "0020000000"
    assert document.version == 1


def test_one_that_was_not_is_told_and_can_be_saved_again(anna: Writer, breaking: Callable[..., None]) -> None:
    document = offer(anna)
    breaking(stored=False)
    with pytest.raises(Refuse) as refused:
        anna.save(document)
    assert refused.value.message == "not-saved"
    assert (document.number, document.version) == ("", 0)


def test_nothing_is_claimed_while_nothing_can_be_read(anna: Writer, breaking: Callable[..., None]) -> None:
    document = offer(anna)
    breaking(stored=True, readable=False)
    with pytest.raises(SaveUncertain) as uncertain:
        anna.save(document)
    assert uncertain.value.message == "save-uncertain"
