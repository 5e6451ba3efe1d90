"""What is checked of a material, what documents make of it, and what is kept of its changes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from sdtui.services.bundle import Services
from sdtui.store.changes import Wanted
from tests.clerk import Clerk
from tests.scenarios.acts import begin, inquiry, popup, quotation, saved_number
from tests.scenarios.acts import stored as stored_document
from tests.scenarios.test_materials import changed_number, stored

Hire = Callable[..., Clerk]


def change(clerk: Clerk, number: str = "M-100", tab: str = "") -> Clerk:
    """In the material, on a tab."""
    clerk.run(f"/nMM02 {number}")
    return clerk.send(f"tab_{tab}") if tab else clerk


class TestBasicData:
    def test_the_net_weight_is_at_most_the_gross_weight(self, clerk: Clerk) -> None:
        change(clerk).fill(net_weight="3.2").press("enter")
        assert (clerk.message_id, clerk.cursor, clerk.text("net_weight")) == (
            "net-weight-above-gross", "net_weight", "3.2",
        )  # fmt: skip

    @pytest.mark.parametrize(("field", "unit"), [("weight_unit", "M3"), ("volume_unit", "KG"), ("weight_unit", "PC")])
    def test_a_unit_of_another_kind_is_refused(self, clerk: Clerk, field: str, unit: str) -> None:
        change(clerk).fill(**{field: unit}).press("enter")
        assert (clerk.message_id, clerk.cursor) == ("unit-other-dimension", field)

    def test_a_weight_has_a_unit(self, clerk: Clerk) -> None:
        change(clerk).fill(weight_unit="").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "weight_unit")

    @pytest.mark.parametrize("field", ["description", "base_unit", "material_group"])
    def test_what_a_material_must_have(self, clerk: Clerk, field: str) -> None:
        change(clerk).fill(**{field: ""}).press("f11")
        assert (clerk.message_id, clerk.cursor) == ("required-field", field)

    def test_the_description_in_the_language_of_the_logon_is_required(self, hire: Hire, services: Services) -> None:
        clerk = change(hire("ANNA", "pl"))
        assert clerk.text("description") == "Pompka podłogowa z manometrem"
        clerk.fill(description="").press("f11")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "description")
        clerk.fill(description="Pompka podłogowa").press("f11")
        assert stored(services, "M-100").description("PL") == "Pompka podłogowa"
        assert stored(services, "M-100").description("EN") == "Floor pump with gauge"

    def test_a_further_language_is_a_line_and_stands_there_once(self, clerk: Clerk, services: Services) -> None:
        change(clerk).item(table="texts", language="CS", description="Hustilka").press("enter")
        clerk.item(table="texts", language="CS", description="Pumpa").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-twice", "texts[4].language")
        clerk.on("texts[4].language").press("ctrl+d", "f11")
        assert stored(services, "M-100").description("CS") == "Hustilka"

    def test_a_wrong_check_digit_is_a_warning(self, clerk: Clerk, services: Services) -> None:
        pytest.importorskip("stdnum")
        change(clerk).fill(ean="4006381333932").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("ean-check-digit", "ean")
        clerk.press("enter").fill(ean="4006381333931").press("enter")
        assert clerk.message is None
        clerk.fill(ean="4006381333939").press("f11")
        assert clerk.message_id == "ean-check-digit"
        clerk.press("enter")
        assert stored(services, "M-100").ean == "4006381333939"

    def test_the_base_unit_of_a_material_in_documents_stays(self, clerk: Clerk) -> None:
        inquiry(clerk, ("M-100", "5"))
        change(clerk).fill(base_unit="EA").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("base-unit-used", "base_unit")
        clerk.fill(base_unit="PC").press("enter")
        assert clerk.message is None

    def test_the_base_unit_of_a_new_material_may_be_corrected(self, clerk: Clerk, services: Services) -> None:
        change(clerk, "M-150").fill(base_unit="EA").press("f11")
        material = stored(services, "M-150")
        assert (material.base_unit, {row.sales_unit for row in material.sales}) == ("EA", {"EA"})


class TestUnits:
    def test_lines_of_units(self, clerk: Clerk, services: Services) -> None:
        change(clerk, tab="sales_org_1").item(table="units", unit="PAL", numerator="240").press("f11")
        units = stored(services, "M-100").units
        assert [(row.unit, row.numerator, row.denominator) for row in units] == [("BOX", 10, 1), ("PAL", 240, 1)]

    @pytest.mark.parametrize(
        ("cells", "message", "field"),
        [
            ({"unit": "BOX", "numerator": "5"}, "entry-twice", "unit"),
            ({"unit": "PC", "numerator": "5"}, "unit-is-base-unit", "unit"),
            ({"unit": "PAL", "numerator": "0"}, "required-field", "numerator"),
            ({"unit": "PAL", "numerator": "5", "denominator": "0"}, "required-field", "denominator"),
            ({"numerator": "5"}, "required-field", "unit"),
        ],
    )
    def test_lines_that_make_no_sense(self, clerk: Clerk, cells: dict[str, str], message: str, field: str) -> None:
        change(clerk, tab="sales_org_1").item(None, "units", **cells).press("enter")
        assert (clerk.message_id, clerk.cursor) == (message, f"units[1].{field}")

    def test_a_kilogram_has_a_thousand_grams(self, clerk: Clerk, services: Services) -> None:
        change(clerk, "M-150").fill(base_unit="KG").send("tab_sales_org_1")
        clerk.fill(sales_unit="KG").item(table="units", denominator="1", unit="G", numerator="10").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("factor-not-physical", "units[0].numerator")
        clerk.item(0, "units", denominator="1000", numerator="1").press("f11")
        assert stored(services, "M-150").conversion("G") == (1, 1000)

    def test_the_sales_unit_can_be_converted(self, clerk: Clerk, services: Services) -> None:
        change(clerk, tab="sales_org_1").fill(sales_unit="PAL").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("sales-unit-not-convertible", "sales_unit")
        clerk.item(table="units", unit="PAL", numerator="240").press("f11")
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="1").press("enter")
        assert clerk.text("items[0].unit") == "PAL"

    def test_a_unit_in_documents_stays_and_another_factor_is_asked_about(
        self, clerk: Clerk, services: Services
    ) -> None:
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="2", unit="BOX").press("f11")
        number = saved_number(clerk)
        change(clerk, tab="sales_org_1").on("units[0].unit").press("ctrl+d")
        assert clerk.message_id == "unit-used"
        clerk.item(table="units", unit="BOX", numerator="12").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("factor-used", "units[0].numerator")
        clerk.press("enter", "f11")
        assert stored(services, "M-100").conversion("BOX") == (12, 1)
        assert stored_document(services, number).items[0].numerator == 10


class TestSalesAndPlant:
    def test_the_plant_delivers_for_the_chain(self, clerk: Clerk) -> None:
        change(clerk, tab="sales_org_1").fill(delivering_plant="3000").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("plant-not-in-chain", "delivering_plant")

    def test_a_country_has_a_tax_class_once(self, clerk: Clerk, services: Services) -> None:
        change(clerk, tab="sales_org_1").item(table="taxes", country="CZ", tax_category="MWST").press("enter")
        assert clerk.message is None
        clerk.press("f11")
        assert (clerk.message_id, clerk.cursor) == ("required-field", "taxes[3].tax_class")
        clerk.item(3, "taxes", tax_class="1", country="PL").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-twice", "taxes[3].country")
        clerk.item(3, "taxes", country="CZ").press("f11")
        assert ("CZ", "1") in [(tax.country, tax.tax_class) for tax in stored(services, "M-100").taxes]

    def test_a_minimum_has_the_decimals_of_the_base_unit(self, clerk: Clerk) -> None:
        change(clerk, tab="sales_org_1").fill(minimum_quantity="2.5").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("too-many-decimals", "minimum_quantity")

    def test_the_storage_location_belongs_to_the_plant(self, clerk: Clerk) -> None:
        change(clerk, tab="sales_plant").fill(storage_location="0003").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-not-in-table", "storage_location")

    def test_texts_are_written_by_language(self, clerk: Clerk, services: Services) -> None:
        change(clerk, tab="sales_text").on("texts[2].language").press("f2")
        assert (clerk.screen, clerk.text("language")) == ("material_text", "PL")
        clerk.fill(sales_text="Manometr do 11 bar.\nDwa zawory.").press("f3")
        assert clerk.text("texts[2].first_line") == "Manometr do 11 bar."
        clerk.press("f11")
        assert stored(services, "M-100").sales_text("PL") == "Manometr do 11 bar.\nDwa zawory."


class TestAccounting:
    @pytest.mark.parametrize(("control", "field"), [("S", "standard_price"), ("V", "moving_price")])
    def test_the_price_that_counts_is_there(self, clerk: Clerk, control: str, field: str) -> None:
        change(clerk, tab="accounting").fill(price_control=control, standard_price="0", moving_price="0").press("f11")
        assert (clerk.message_id, clerk.cursor) == ("price-of-control-missing", field)

    def test_documents_take_their_costs_from_it(self, clerk: Clerk) -> None:
        change(clerk, tab="accounting").fill(price_control="V", moving_price="90").press("f11")
        begin(clerk).fill(sold_to="1000").item(material="M-100", quantity="10").press("enter").on_row(0).press("f2")
        assert clerk.send("tab_billing").text("cost") == "900.00"

    def test_another_control_is_refused(self, clerk: Clerk) -> None:
        change(clerk, tab="accounting").fill(price_control="X").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("entry-not-in-table", "price_control")


class TestInDocuments:
    @pytest.mark.parametrize("flag", ["deletion_flag", "sales_deletion_flag"])
    @pytest.mark.parametrize("tcode", ["VA11", "VA21"])
    def test_what_is_flagged_is_refused_and_not_offered(self, clerk: Clerk, flag: str, tcode: str) -> None:
        change(clerk, tab="basic_data" if flag == "deletion_flag" else "sales_org_1").fill(**{flag: "X"}).press("f11")
        begin(clerk, tcode, "IN" if tcode == "VA11" else "QT").fill(sold_to="1000").item(material="M-100", quantity="1")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("material-flagged", "items[0].material")
        clerk.item(0, material="M-1").on("items[0].material").press("f4")
        assert "M-100" not in [row["c0"] for row in clerk.rows("list")]
        assert "M-110" in [row["c0"] for row in clerk.rows("list")]
        clerk.press("f12").run("/oMM02").fill(number="M-1").on("number").press("f4")
        assert "M-100" in [row["c0"] for row in clerk.rows("list")]

    def test_a_flag_of_one_chain_is_none_of_another(self, clerk: Clerk) -> None:
        change(clerk, tab="sales_org_1").fill(sales_deletion_flag="X").press("f11")
        begin(clerk, area=("1000", "12", "00")).fill(sold_to="1006").item(material="M-100", quantity="1").press("enter")
        assert clerk.message_id != "material-flagged"

    def test_a_document_keeps_what_was_flagged_afterwards(self, clerk: Clerk, services: Services) -> None:
        number = inquiry(clerk, ("M-100", "5"))
        change(clerk).fill(deletion_flag="X").press("f11")
        clerk.run(f"/nVA12 {number}").item(0, quantity="6").press("f11")
        assert saved_number(clerk) == number
        assert stored_document(services, number).items[0].quantity == 6

    def test_a_quotation_refuses_what_was_flagged_since_the_inquiry(self, clerk: Clerk) -> None:
        number = inquiry(clerk, ("M-100", "5"), ("M-110", "10"))
        change(clerk).fill(deletion_flag="X").press("f11")
        clerk.run("/nVA21").fill(document_type="QT").press("f8").fill(inquiry=number).press("enter")
        clerk.fill(valid_to="+30").press("enter")
        assert (clerk.message_id, clerk.cursor) == ("material-flagged", "items[0].material")
        clerk.on_row(0).press("ctrl+d")
        assert popup(clerk) == "question.delete-items"

    def test_a_status_warns_or_refuses_as_customizing_says(self, clerk: Clerk) -> None:
        change(clerk, tab="sales_org_2").fill(material_status="01").press("f11")
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="1")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("material-status-warns", "items[0].material")
        saved_number(clerk.press("enter", "f11"))
        change(clerk, tab="sales_org_2").fill(material_status="02").press("f11")
        begin(clerk, "VA21", "QT").fill(sold_to="1000", valid_to="+30").item(material="M-100", quantity="1")
        clerk.press("enter")
        assert (clerk.message_id, clerk.cursor) == ("material-status-refuses", "items[0].material")

    def test_the_sales_text_comes_in_the_language_of_the_customer(self, clerk: Clerk, services: Services) -> None:
        change(clerk, tab="sales_text").on("texts[2].language").press("f2").fill(sales_text="Dwa zawory.")
        clerk.press("f11")
        number = quotation(clerk, ("M-100", "1"), ("M-110", "1"))
        items = stored_document(services, number).items
        assert [(t.text, t.language) for t in items[0].texts if t.text] == [("Dwa zawory.", "PL")]
        assert [t.text for t in items[1].texts if t.text] == []

    def test_a_new_material_is_sold_with_what_was_entered(self, clerk: Clerk, services: Services) -> None:
        clerk.run("/nMM01").fill(number="BAG-1", industry_sector="M", material_type="HAWA", copy_from="M-100")
        clerk.press("enter", "enter").fill(plant="1000", sales_org="1000", channel="10").press("enter")
        clerk.fill(description="Pannier", gross_weight="1.5", net_weight="1.4").press("f11")
        changed_number(clerk)
        begin(clerk).fill(sold_to="1000").item(material="BAG-1", quantity="2").press("enter")
        number = saved_number(clerk.press("enter", "f11"))
        item = stored_document(services, number).items[0]
        assert (item.base_unit, item.gross_weight, item.tax_class) == ("PC", Decimal(3), "1")


class TestLocksAndChanges:
    def test_who_comes_second_sees_the_material_and_is_told_who_has_it(self, hire: Hire) -> None:
        change(hire("BERTA"))
        anna = change(hire("ANNA"))
        assert (anna.screen, anna.message_id) == ("material_data", "locked-by-user")
        assert not [field.path for field in anna.fields() if field.open]
        assert anna.press("f3").screen == "material_initial_change"

    def test_through_the_popups_as_well(self, hire: Hire) -> None:
        change(hire("BERTA"))
        anna = hire("ANNA").run("/nMM02").fill(number="M-100").press("enter", "enter", "enter")
        assert (anna.screen, anna.message_id) == ("material_data", "locked-by-user")
        assert anna.press("f3").screen == "material_initial_change"

    def test_leaving_gives_the_lock_back(self, hire: Hire) -> None:
        berta = change(hire("BERTA"))
        berta.press("f3")
        anna = change(hire("ANNA"))
        assert anna.field("gross_weight").open

    def test_an_extension_locks_as_well(self, hire: Hire) -> None:
        change(hire("BERTA"), "M-140")
        anna = hire("ANNA").run("/nMM01").fill(number="M-140", industry_sector="M", material_type="HAWA")
        anna.press("enter", "enter").fill(plant="3000", sales_org="3000", channel="12").press("enter")
        assert (anna.screen, anna.message_id) == ("material_levels", "locked-by-user")

    def test_what_was_saved_meanwhile_is_not_overwritten(self, clerk: Clerk, services: Services) -> None:
        change(clerk).fill(gross_weight="4")
        other = stored(services, "M-100")
        before = stored(services, "M-100")
        other.ean = "4006381333931"
        services.materials.records.save(other, before, "MM02")
        clerk.press("f11")
        assert (clerk.message_id, clerk.text("gross_weight")) == ("master-changed-meanwhile", "4")
        assert stored(services, "M-100").ean == "4006381333931"

    def test_from_display_to_change_and_back(self, clerk: Clerk) -> None:
        clerk.run("/nMM03 M-100").send("tab_accounting").press("ctrl+t")
        assert (clerk.message_id, clerk.field("standard_price").open) == ("master-changing", True)
        clerk.fill(standard_price="80").press("ctrl+t")
        assert popup(clerk) == "question.save-first"
        clerk.send("answer_yes")
        assert (clerk.message_id, clerk.text("standard_price")) == ("material-changed", "80.00")
        assert not clerk.field("standard_price").open

    def test_leaving_with_changes_asks(self, clerk: Clerk, services: Services) -> None:
        change(clerk).fill(gross_weight="4").press("f3")
        assert popup(clerk) == "question.save-first"
        clerk.send("answer_no")
        assert stored(services, "M-100").gross_weight == Decimal("3.125")

    def test_saving_without_a_change_says_so(self, clerk: Clerk) -> None:
        assert change(clerk).press("f11").message_id == "nothing-changed"

    def test_every_field_that_changed_is_in_the_change_documents(self, clerk: Clerk, services: Services) -> None:
        change(clerk).fill(gross_weight="4").send("tab_sales_org_2").fill(material_status="01")
        clerk.send("tab_sales_org_1").item(table="units", unit="PAL", numerator="240")
        clerk.send("tab_accounting").fill(standard_price="80").send("tab_sales_text")
        clerk.on("texts[1].language").press("f2").fill(sales_text="Two valves.").press("f11")
        assert clerk.message_id == "material-changed"
        found, _ = services.change_documents.find(Wanted(object="material", keys=("M-100",)))
        lines = [recorded.change for recorded in found]
        changes = {(line.section, line.row, line.field): (line.old, line.new) for line in lines}
        assert changes == {
            ("header", "", "gross_weight"): ("3.125", "4"),
            ("text", "EN", "sales_text"): ("", "Two valves."),
            ("sales", "1000/10", "material_status"): ("", "01"),
            ("valuation", "1000", "standard_price"): ("78.4", "80"),
            ("unit", "PAL", ""): ("", ""),
        }
