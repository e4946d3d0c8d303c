"""Pages of many measures: what was chosen for one indicator does not empty them."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open


@pytest.mark.parametrize("page", ["area_profile", "jsna_section"])
def test_a_sex_chosen_for_one_indicator_is_not_asked_of_all(
    page: str, snapshot_path: Path, open_app: Open
) -> None:
    persons = open_app(snapshot_path, page, area="E06000055")
    female = open_app(snapshot_path, page, area="E06000055", sex="Female")
    said = [caption.value for caption in persons.caption]
    assert [caption.value for caption in female.caption] == said
    assert [menu.options for menu in female.multiselect] == [
        menu.options for menu in persons.multiselect
    ]
