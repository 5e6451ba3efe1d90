import time
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sdtui.domain.authority import SalesArea
from sdtui.domain.customizing import STEMS, Customizing, customizing_from
from sdtui.domain.customizing_rows import Completion, DeterminationKey
from sdtui.domain.errors import CustomizingError, Refuse
from sdtui.shipped import files


def parsed() -> dict[str, dict[str, Any]]:
    """The files that customizing is made of."""
    paths = files("data", "customizing", ".toml").values()
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in paths if path.stem in STEMS}


@pytest.fixture(scope="module")
def shipped() -> Customizing:
    return customizing_from(parsed())


def read(**sources: str) -> Customizing:
    return customizing_from({stem: tomllib.loads(text) for stem, text in sources.items()})


def test_the_shipped_files_agree_with_each_other(shipped: Customizing) -> None:
    assert shipped.document_type("QT").incompletion in shipped.incompletion_procedures
    assert shipped.item_categories["AFN"].completion is Completion.ANY
    assert shipped.determinations[DeterminationKey("QT", "NORM")].default == "AGN"
    assert shipped.copy_control("IN", "QT").items["AFN"].target_category == "AGN"
    assert shipped.number_range("05").gap_free
    assert [rule.function for rule in shipped.partner_procedure("TA")][:2] == ["SP", "SH"]
    assert shipped.organization.sales_areas[SalesArea("1000", "10", "00")]
    assert shipped.currency_decimals("JPY") == 0
    assert shipped.payment_terms["0002"].first_percent == 2


def test_value_tables_speak_three_languages_and_fall_back_to_english(shipped: Customizing) -> None:
    units = shipped.values("unit")
    assert [units["PC"].text(language) for language in ("EN", "PL", "de", "CS")] == [
        "Piece",
        "Sztuka",
        "Stück",
        "Piece",
    ]
    assert shipped.text("document_type", "QT", "PL") == "Oferta"
    assert shipped.text("document_type", "??") == ""
    assert shipped.values("unit")["KG"].extra["decimals"] == 3
    assert not shipped.values("customer")


def test_every_document_type_can_be_filled(shipped: Customizing) -> None:
    """Each type has a category for goods and for a line of text, and its numbers."""
    for code, document_type in shipped.document_types.items():
        assert DeterminationKey(code, "NORM") in shipped.determinations
        assert DeterminationKey(code, usage="TEXT") in shipped.determinations
        assert shipped.number_range(document_type.number_range)


def test_loading_takes_no_time_that_a_clerk_feels() -> None:
    customizing_from(parsed())
    best = min(timed() for _ in range(3))
    assert best < 0.040


def timed() -> float:
    start = time.process_time()
    customizing_from(parsed())
    return time.process_time() - start


@pytest.mark.parametrize(
    ("sources", "file", "key", "nearest"),
    [
        ({"document_types": '[QT]\nprobabilty = 70\ncategory = "B"'}, "document_types", "QT.probabilty", "probability"),
        ({"document_types": '[QT]\ntekst = "Offer"'}, "document_types", "QT.tekst", "text"),
        ({"document_types": '[QT]\ncategory = "Z"'}, "document_types", "QT.category", ""),
        ({"document_types": '[QT]\nincrement = "10"'}, "document_types", "QT.increment", ""),
        ({"document_types": "[QT]\nprobability = 101"}, "document_types", "QT.probability", ""),
        ({"document_type": "[QT]"}, "document_type", "", "document_types"),
        ({"value_tables": "[unit]\nPC = { decimls = 0 }"}, "value_tables", "unit.PC.decimls", "decimals"),
        ({"value_tables": '[channel]\n10 = { txt = "Direct" }'}, "value_tables", "channel.10.txt", "text"),
        (
            {"value_tables": "[payment_terms]\n1 = { discounts = [{ days = 3, percent = 1.5 }] }"},
            "value_tables", "payment_terms.1.discounts.percent", "",
        ),
        (
            {"item_category_determination": 'QT = [{ gruop = "NORM", default = "AGN" }]'},
            "item_category_determination", "QT[0].gruop", "group",
        ),
        (
            {"item_category_determination": 'QT = [{ group = "A", default = "X" }, { group = "A", default = "Y" }]'},
            "item_category_determination", "QT[1]", "",
        ),
        (
            {"item_categories": "[AGN]", "item_category_determination": 'QT = [{ default = "AGNN" }]'},
            "item_category_determination", "QT", "AGN",
        ),
        ({"copy_control": '[IN.QT.items]\nAFN = {}'}, "copy_control", "IN.QT.items.AFN.target_category", ""),
        ({"organization": "[sales_orgs]"}, "organization", "sales_orgs", "sales_org"),
        ({"organization": '[sales_area]\n"1000-10" = {}'}, "organization", "sales_area.1000-10", ""),
        ({"value_tables": '[account_group.X]\nviews = ["adress"]'}, "value_tables", "account_group.X.views", "address"),
        (
            {"value_tables": '[account_group.X]\nrequired = ["payment_term"]'},
            "value_tables", "account_group.X.required", "payment_terms",
        ),
        (
            {
                "value_tables": '[account_group.X]\nnumber_range = "1"',
                "number_ranges": '[DEBITOR.01]\nstart = "1"\nend = "9"',
            },
            "value_tables", "account_group.X.number_range", "01",
        ),
        (
            {"document_types": "[QT]", "value_tables": '[order_block]\n01 = { document_types = ["QTT"] }'},
            "value_tables", "order_block.01.document_types", "QT",
        ),
        ({"exchange_rates": "EUR = []"}, "exchange_rates", "EUR", "M"),
        ({"partner_procedures": 'TA = { function = "SP" }'}, "partner_procedures", "TA", ""),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_file_key_and_the_nearest_word(
    sources: dict[str, str], file: str, key: str, nearest: str
) -> None:
    with pytest.raises(CustomizingError) as wrong:
        read(**sources)
    slots = wrong.value.slots
    assert (slots["file"], slots["key"], slots["nearest"]) == (file, key, nearest)
    assert key in str(wrong.value)
    assert nearest in str(wrong.value)


def test_files_of_other_readers_are_left_alone() -> None:
    assert read(tcodes="[VA21]\ntext = 'Create Quotation'", menu="entries = []") == read()


RATES = """
M = [
  { source = "EUR", target = "PLN", valid_from = 2026-01-01, rate = "4.24000" },
  { source = "EUR", target = "PLN", valid_from = 2026-07-01, rate = "4.26000" },
  { source = "USD", target = "EUR", valid_from = 2026-01-01, rate = "0.8" },
]
"""


def test_the_rate_of_the_day_and_its_reciprocal() -> None:
    customizing = read(exchange_rates=RATES)
    assert customizing.exchange_rate("EUR", "PLN", date(2026, 6, 30)) == Decimal("4.24")
    assert customizing.exchange_rate("EUR", "PLN", date(2026, 7, 1)) == Decimal("4.26")
    assert customizing.exchange_rate("EUR", "USD", date(2026, 7, 1)) == Decimal("1.25")
    assert customizing.exchange_rate("PLN", "PLN", date(2026, 7, 1)) == 1
    with pytest.raises(Refuse, match="exchange-rate-missing"):
        customizing.exchange_rate("EUR", "PLN", date(2025, 12, 31))


def test_units_convert_within_their_dimension(shipped: Customizing) -> None:
    units = shipped.units
    assert units["TO"].factor_to(units["KG"]) == 1000
    assert units["PC"].factor_to(units["PC"]) == 1
    assert units["BOX"].factor_to(units["PC"]) is None
    assert units["KG"].factor_to(units["M"]) is None


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda c: c.document_type("XX"), "document-type-unknown"),
        (lambda c: c.copy_control("OR", "XX"), "copy-not-customized"),
        (lambda c: c.number_range("99"), "number-range-unknown"),
    ],
)
def test_what_is_not_customized_is_refused(shipped: Customizing, ask: Any, message: str) -> None:
    with pytest.raises(Refuse) as refused:
        ask(shipped)
    assert refused.value.message == message
