"""The treatment journey and who is in need: headlines, steps, what is missing, and downloads."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open
from tests.pages.shown_tables import tables

BARNET = "E09000003"


def said(app: AppTest) -> str:
    """Everything a page says in Streamlit's own elements."""
    elements = [*app.title, *app.header, *app.caption, *app.markdown, *app.info, *app.warning]
    return "\n".join(str(element.value) for element in elements)


def test_barnet_s_year_is_told_and_drawn(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "treatment_journey", area=BARNET)
    assert not app.error
    assert app.title[0].value == "19.8% of people in treatment in Barnet completed it in 2021/22"
    assert "Of 1,465 people in treatment in the year, 290 completed it" in said(app)
    assert "rounded to the nearest 5" in said(app)
    assert "Without any figure for Barnet: Mental health and hospital. " in said(app)
    # What is to be known of measures stands below the whole journey, too.
    assert "so 0 can stand for a few people and parts need not add up" in said(app)


def test_each_measure_leads_to_its_definition_and_sources(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "treatment_journey", area=BARNET)
    steps = next(table for table in tables(app) if table["columns"][0] == "Measure")
    links = {row[0]["text"]: row[0]["href"] for group in steps["groups"] for row in group["rows"]}
    assert "definitions?" in links["Successful completions"]
    assert "indicator=journey_completion_share" in links["Successful completions"]
    assert all(links.values())
    printed = open_app(snapshot_path, "treatment_journey", area=BARNET, figures="bedford")
    steps = next(table for table in tables(printed) if table["columns"][0] == "Measure")
    assert not any(row[0]["href"] for group in steps["groups"] for row in group["rows"])


def test_a_step_shows_its_figures_with_their_intervals(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "treatment_journey", area=BARNET, step="arrival")
    assert not app.error
    text = said(app)
    assert "self, family and friends 47.7% (95% interval" in text
    assert "the share of first waits of three weeks or less was 100.0% in 2021/22" in text
    assert app.selectbox(key="choose_step").value == "arrival"


def test_another_year_is_shown_where_it_is_held(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path, "treatment_journey", area=BARNET, step="arrival", period="2018/19"
    )
    # 325 of 540 in 2018/19.
    assert "self, family and friends 60." in said(app)
    assert "in 2018/19" in said(app)


def test_the_reference_case_runs_through_the_same_page(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path, "treatment_journey", area=BARNET, figures="bedford", step="justice"
    )
    assert not app.error
    text = said(app)
    assert "Reference case" in text
    assert "Flagged: opiate (printed as shown; a misprint in the source)" in text


def test_an_area_without_figures_is_offered_what_there_is(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "treatment_journey", area="E06000053")  # Isles of Scilly
    assert not app.error
    assert "No treatment journey is held for the Isles of Scilly" in app.title[0].value
    (button,) = [item for item in app.button if item.label == "Show Barnet"]
    button.click().run()
    assert app.title[0].value.startswith("19.8% of people in treatment in Barnet")


def test_an_unknown_step_is_said_and_the_whole_journey_shown(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "treatment_journey", area=BARNET, step="beyond")
    assert "The step of this link does not exist here" in said(app)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"area": BARNET}, "Asian 53% (45% to 63%), lower"),
        ({"area": "E06000055", "figures": "england"}, "Drug use is taken to be the same"),
        ({"area": "E06000055", "figures": "bedford"}, "Reference case"),
        ({"area": "E06000017"}, "No penetration rates by ethnic group, sex and age group for"),
    ],
)
def test_who_is_in_need(
    snapshot_path: Path, open_app: Open, parameters: dict[str, str], words: str
) -> None:
    app = open_app(snapshot_path, "who_is_in_need", **parameters)
    assert not app.error
    assert words in said(app)
    assert "mental health need" in said(app).lower()


def test_the_table_of_all_steps_has_files_beside_it(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "treatment_journey", area=BARNET)
    names = [button.proto.label for button in app.get("download_button")]
    # Of the flow (with its pictures), of the table of all steps, and of every figure.
    assert (names.count("CSV"), names.count("Excel"), names.count("SVG")) == (3, 3, 1)


def test_a_folded_table_is_made_when_it_is_unfolded(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "treatment_journey", area=BARNET, step="arrival")
    before = len(app.get("bidi_component"))
    app.session_state["fold_journey_referral_source"] = True
    app.run()
    assert len(app.get("bidi_component")) == before + 1
