import pytest

from sdtui.domain.errors import CustomizingError, Refuse, SdtuiError, error, refuse_errors, warning


def test_a_refusal_carries_its_message_its_field_and_its_slots() -> None:
    refused = Refuse("quantity-above-open", field="items[2].quantity", open=3)
    assert (refused.message, refused.field, refused.slots) == ("quantity-above-open", "items[2].quantity", {"open": 3})
    assert str(refused) == "quantity-above-open(open=3) at items[2].quantity"


def test_warnings_pass_and_the_first_error_stops() -> None:
    refuse_errors([warning("requested-date-in-past")])
    with pytest.raises(Refuse, match="unit-required"):
        refuse_errors([warning("a"), error("unit-required", "items[0].unit", item=10), error("b")])


def test_a_wrong_file_speaks_for_itself() -> None:
    wrong = CustomizingError("document_types", "QT.txt", "unknown key", "text")
    assert str(wrong) == "document_types: QT.txt: unknown key; did you mean text?"
    assert isinstance(wrong, SdtuiError)
