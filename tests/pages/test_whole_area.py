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


def test_a_measure_that_does_not_exist_is_said_only_where_another_is_shown(
    snapshot_path: Path, open_app: Open
) -> None:
    def said_on(page: str) -> list[str]:
        app = open_app(snapshot_path, page, area="E06000055", indicator="nonsense")
        return [caption.value for caption in app.caption if "“nonsense”" in caption.value]

    shown = "Showing Drug-related deaths and harm › Drug misuse deaths, 3-year rate instead."
    assert said_on("indicator") == [f"No measure has the identifier “nonsense”. {shown}"]
    assert len(said_on("definitions")) == 1
    assert said_on("about") == []


def test_without_a_benchmark_no_line_is_explained(snapshot_path: Path, open_app: Open) -> None:
    two_regions = "E06000055+E09000001"  # Bedford and the City of London
    explained = "The spine shows all authorities"

    def captions(vs: str) -> str:
        app = open_app(snapshot_path, "area_profile", area=two_regions, vs=vs)
        return " ".join(caption.value for caption in app.caption)

    assert explained in captions("england")
    assert explained not in captions("region")


@pytest.mark.parametrize("page", ["overview", "area_profile"])
def test_the_spines_can_be_taken_away_as_a_picture(
    page: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, page, area="E06000055")
    offered = [button.proto.label for button in app.get("download_button")]
    assert offered.count("PNG") == offered.count("SVG") == 1
    assert not app.exception
