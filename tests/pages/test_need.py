"""The pages on need: links that name figures, typed tables, scenarios kept, the calculator."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open
from tests.pages.shown_tables import rows_of, tables

HALF = "coverage:50;caseload:40@Our model;unit_cost:2500_2000_3000@Contract"


def said(app: AppTest) -> str:
    """Everything a page says in Streamlit's own elements."""
    elements = [*app.title, *app.caption, *app.markdown, *app.info, *app.warning]
    return "\n".join(str(element.value) for element in elements)


def test_the_reference_case_opens_with_its_banner_and_finding(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055", figures="bedford")
    assert app.title[0].value == (
        "Bedford, opiates and/or crack: nearly half were not known to treatment, on this estimate"
    )
    text = said(app)
    assert "704 of an estimated 1,468" in text
    assert "Reference case" in text
    assert "Segments add to the estimate (423 + 183 + 158 + 704 = 1,468)." in text
    assert len(app.selectbox(key="choose_estimate").options) == 2


def test_the_other_printed_estimate(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path,
        "unmet_need",
        area="E06000055",
        figures="bedford",
        estimate="ocu-bedford-ocu-prevalence-2011-12-table-1--2011-12",
    )
    assert "more than one in five were not known" in app.title[0].value
    assert "cannot be of the same people" in said(app)


def test_without_an_estimate_the_page_says_so_and_offers_what_there_is(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055", substance="ocu")
    assert "No estimate of people using opiates and/or crack is held for Bedford" in said(app)
    assert "indicators 91117 and 93517" in said(app)
    (button,) = [item for item in app.button if item.label == "Show alcohol need"]
    button.click().run()
    assert "nearly three quarters were not in treatment" in app.title[0].value


def test_until_one_is_chosen_the_need_that_is_held_is_shown(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055")
    assert "alcohol is shown instead" in said(app)
    app = open_app(snapshot_path, "unmet_need", area="E06000001")
    assert app.selectbox(key="choose_substance").value == "ocu"


def test_a_link_of_other_areas_from_before_the_parts_still_shows_them(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055", picture="ranking")
    assert any("reach elsewhere" in header.value for header in app.header)


def test_the_period_of_a_typed_table_is_not_held_against_the_published_figures(
    snapshot_path: Path, open_app: Open
) -> None:
    asked = {"area": "E06000055", "figures": "typed", "substance": "alcohol", "below": "areas"}
    app = open_app(snapshot_path, "unmet_need", **asked)
    app.text_area(key="typed_paste").set_value(
        "Group\tAlcohol\nIn treatment in the year\t606\nEstimate\t1,468"
    )
    (button,) = [item for item in app.button if item.label == "Read the table"]
    button.click().run()
    assert any("reach elsewhere" in header.value for header in app.header)
    assert "Areas are compared in" not in said(app)


def test_a_pasted_table_stays_in_the_session(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055", figures="typed", substance="ocu")
    assert "holds no opiates and/or crack row" in said(app)
    app.text_area(key="typed_paste").set_value(
        "Group\tOpiates and/or crack\nIn treatment in the year\t606\nEstimate\t1,468"
    )
    (button,) = [item for item in app.button if item.label == "Read the table"]
    button.click().run()
    assert "nearly three in five were not in treatment" in app.title[0].value
    assert not any("1468" in str(value) for value in app.query_params.values())
    fresh = open_app(snapshot_path, "unmet_need", figures="typed", substance="ocu")
    assert "holds no opiates and/or crack row" in said(fresh)


def test_a_link_that_names_what_does_not_exist_is_said(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path,
        "unmet_need",
        area="E06000055",
        figures="mars",
        substance="tea",
        estimate="alcohol-of-another-year",
        target="moon",
        assume="caseload:DROP TABLE;unit_cost:-1;coverage:101",
    )
    assert not app.exception
    for noun in ("choice of figures", "substance", "prevalence estimate"):
        assert f"The {noun} of this link does not exist here" in said(app)


def test_a_scenario_is_kept_compared_renamed_and_deleted(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000001", assume=HALF, target="typed")
    app.button(key="scenario_save").click().run()
    assert "1 to 120 characters" in app.error[0].value
    app.text_input(key="scenario_name").set_value("Half of all")
    app.button(key="scenario_save").click().run()
    assert not app.error
    assert app.multiselect(key="scenarios_compared").value == ["Half of all"]
    (name,) = [field for field in app.text_input if str(field.key).startswith("scenario_name_")]
    kept = str(name.key).removeprefix("scenario_name_")
    name.set_value("Every second")
    app.button(key=f"scenario_rename_{kept}").click().run()
    assert app.multiselect(key="scenarios_compared").value == ["Every second"]
    app.button(key=f"scenario_delete_{kept}").click().run()
    assert not [item for item in app.multiselect if item.key == "scenarios_compared"]
    app.button(key="scenario_said_undo").click().run()
    assert app.multiselect(key="scenarios_compared").value == ["Every second"]


def test_drawing_the_ranges_shows_a_result(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000001", assume=HALF, target="typed")
    app.button(key="simulate").click().run()
    assert not app.exception
    assert len(app.session_state["need_simulations"]) == 1


def test_what_a_scenario_rests_on_is_made_when_it_is_unfolded_or_stated(
    snapshot_path: Path, open_app: Open
) -> None:
    def is_open(**asked: str) -> bool:
        app = open_app(snapshot_path, "unmet_need", area="E06000055", **asked)
        assert [one for one in tables(app) if one["columns"][:1] == ["Scenario"]]
        return any(button.key == "scenario_save" for button in app.button)

    assert not is_open()
    assert is_open(fold_closer="true")
    assert is_open(assume="coverage:50")
    assert is_open(target="hold")
    assert is_open(mode="text")


def test_what_was_unfolded_for_a_link_stays_so_when_its_number_is_taken_out(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055", assume="coverage:50")
    app.text_input(key="assume").set_value("").run()
    assert any(button.key == "scenario_save" for button in app.button)
    app.session_state["fold_closer"] = False
    app.text_input(key="assume").set_value("coverage:40").run()
    assert not any(button.key == "scenario_save" for button in app.button)


@pytest.mark.parametrize("figures", ["own", "england", "bedford", "typed"])
@pytest.mark.parametrize("substance", ["ocu", "opiate", "crack", "alcohol"])
def test_every_choice_opens(
    figures: str, substance: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(
        snapshot_path, "unmet_need", area="E06000001", figures=figures, substance=substance
    )
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1


def test_a_zero_line_is_explained(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "value_for_money", area="E08000005")
    assert app.title[0].value == (
        "Rochdale reports £24.48 a head on drugs and alcohol in 2024/25, with nothing on 3 of 4 "
        "lines; its neighbours £19.74"
    )
    assert "A zero may mean that the spend sits on another line" in said(app)


def test_each_line_of_spend_leads_to_its_measure(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "value_for_money", area="E06000055")
    lines = next(table for table in tables(app) if table["columns"][0] == "Line of the return")
    links = [row[0]["href"] for row in lines["groups"][0]["rows"]]
    assert "indicator=spend_drug_treatment_net_per_head" in links[0]
    # The total is of no measure.
    assert [bool(link) for link in links] == [True] * 4 + [False]


def test_the_calculator_is_blank_until_told(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "value_for_money", area="E06000055")
    assert "Nothing can be worked out yet" in said(app)
    app = open_app(snapshot_path, "value_for_money", area="E06000055", money="spend:5_6_7")
    assert "must hold its number" in app.error[0].value
    app = open_app(
        snapshot_path, "value_for_money", area="E06000055", money="spend:340;benefits:1160"
    )
    assert "Nothing can be worked out yet" not in said(app)
    assert "No source is stated for: spend on treatment in the year" in said(app)


def test_the_grid_of_amounts_opens_when_some_are_filled_in(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "value_for_money", area="E06000055")
    assert not app.dataframe
    next(one for one in app.button if one.label.startswith("Try the printed")).click().run()
    assert len(app.dataframe) == 1
    assert app.session_state["fold_amounts"]


@pytest.mark.parametrize("area", ["E06000063", "E06000053", "E06000055+E06000056", "E09000012"])
def test_unusual_areas_open_on_all_pages(area: str, snapshot_path: Path, open_app: Open) -> None:
    for page in ("unmet_need", "value_for_money", "harm_and_supply"):
        app = open_app(snapshot_path, page, area=area)
        assert not app.exception
        assert not app.error


def test_harm_supply_and_crime_say_whose_each_figure_is(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "harm_and_supply", area="E06000055")
    assert app.title[0].value == "Bedford: 1 of 6 measures of harm is worse than England, 2 better"
    text = said(app)
    assert "are not figures of Bedford" in text
    assert "Not published for Bedford in the data held" in text
    assert "Deaths are counted in the year they were registered" in text
    assert "Figures are of: Bedfordshire police force area" in text


def test_the_printed_amounts_go_through_the_calculator(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "value_for_money", area="E06000055")
    assert "Every figure as printed (14)" in [item.label for item in app.expander]
    app.button(key="money_Accrued").click().run()
    assert "spend:3400000_3350000_3450000@Bedford JSNA" in app.session_state["money"]
    assert "Nothing can be worked out yet" not in said(app)
    app.button(key="money_clear").click().run()
    assert app.session_state["money"] == ""
    app.button(key="money_held").click().run()
    assert app.session_state["money"].startswith("spend:2529000@RO3 2024/25")


def test_need_over_time_deaths_and_admissions_stand_beside_unmet_need(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055", below="beside")
    assert "Not published for Bedford in the data held: Opiate and crack users" in said(app)
    assert any(item.value.startswith("Beside it: alcohol need over time") for item in app.header)
    # Alcohol's need over time is not drawn beside the need of those who use opiates.
    app = open_app(snapshot_path, "unmet_need", area="E06000055", substance="ocu", below="beside")
    assert any(item.value.startswith("Beside it: coverage") for item in app.header)
    # Nothing of Bedford today stands beside the reference case.
    app = open_app(snapshot_path, "unmet_need", area="E06000055", figures="bedford", below="beside")
    assert not any(item.value.startswith("Beside it") for item in app.header)


def test_the_lower_half_is_made_part_by_part(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055")
    headers = [item.value for item in app.header]
    assert "What would close it?" in headers
    assert "How much of the need does treatment reach elsewhere?" not in headers
    (parts,) = [group for group in app.button_group if group.key == "choose_below"]
    assert parts.value == "close"
    parts.set_value("areas").run()
    headers = [item.value for item in app.header]
    assert "How much of the need does treatment reach elsewhere?" in headers
    assert "What would close it?" not in headers
    assert app.session_state["below"] == "areas"


def test_harm_is_told_first_and_drawn_when_unfolded(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "harm_and_supply", area="E06000055")
    assert "Of 2 measures compared with England" in said(app)
    before = len(app.get("vega_lite_chart"))
    assert before == 1  # recorded crime
    app.session_state["fold_themes_deaths_authority"] = True
    app.run()
    assert len(app.get("vega_lite_chart")) > before


def test_every_estimate_held_comes_with_files(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055", figures="bedford")
    before = len(app.get("download_button"))
    app.session_state["fold_estimates"] = True
    app.run()
    assert len(app.get("download_button")) == before + 2


def test_rings_come_with_their_figures_as_bars_do(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055", figures="bedford")
    buttons = [button.proto for button in app.get("download_button")]
    for picture in ("rings", "bars"):
        offered = [one.label for one in buttons if f"download_{picture}_" in one.id]
        assert offered == ["CSV", "Excel", "PNG", "SVG"]


def test_a_coverage_that_is_passed_already_is_said_to_be(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "unmet_need", area="E06000055", assume="coverage:50")
    (table,) = [one for one in tables(app) if one["columns"][:1] == ["Scenario"]]
    hold, region, quartile, own = [row[0] for row in rows_of(table)]
    # In treatment are 26%: more than the region's average and its neighbours' best quarter.
    assert region.endswith("Reached already.")
    assert quartile.endswith("Reached already.")
    assert "Reached" not in hold
    assert "Reached" not in own
