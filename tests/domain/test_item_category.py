import pytest

from sdtui.domain.customizing_rows import Determination, DeterminationKey
from sdtui.domain.errors import Refuse
from sdtui.domain.item_category import item_category

ROWS = {
    DeterminationKey("QT", "NORM"): Determination(default="AGN", alternatives=("AGNN",)),
    DeterminationKey("QT", "", "TEXT"): Determination(default="AGTX"),
    DeterminationKey("OR", "NORM", "", "TAN"): Determination(default="TANN"),
}


@pytest.mark.parametrize(
    ("key", "category"),
    [
        (DeterminationKey("QT", "NORM"), "AGN"),
        (DeterminationKey("QT", usage="TEXT"), "AGTX"),
        (DeterminationKey("OR", "NORM", higher_level="TAN"), "TANN"),
    ],
)
def test_the_category_follows_type_group_usage_and_main_item(key: DeterminationKey, category: str) -> None:
    assert item_category(ROWS, key) == category


def test_another_category_may_be_entered_if_the_row_allows_it() -> None:
    assert item_category(ROWS, DeterminationKey("QT", "NORM"), entered="AGNN") == "AGNN"
    with pytest.raises(Refuse) as refused:
        item_category(ROWS, DeterminationKey("QT", "NORM"), entered="TAN", index=2)
    assert (refused.value.message, refused.value.field) == ("item-category-not-allowed", "items[2].item_category")


def test_without_a_row_the_material_is_refused() -> None:
    with pytest.raises(Refuse) as refused:
        item_category(ROWS, DeterminationKey("OR", "NORM"), index=1)
    assert (refused.value.message, refused.value.field) == ("item-category-not-determined", "items[1].material")
