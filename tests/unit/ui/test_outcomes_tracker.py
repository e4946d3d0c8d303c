"""The outcomes tracker as a file: what the page says of a figure is in it too."""

import pandas as pd
import pytest

from cdof_core.ui import outcomes_tracker

DATASETS = pd.DataFrame(
    {
        "dataset_id": ["deaths", "quoted"],
        "publisher": ["ONS", "A council"],
        "publication": ["Deaths", "A report"],
        "licence": ["OGL v3.0", ""],
        "strength": ["primary", "secondary"],
    }
)


def _measure(dataset_id: str, value: float, flag: str) -> dict[str, object]:
    return {
        "outcome_name": "Fewer deaths",
        "level": "headline",
        "name": "Deaths",
        "local_status": "local",
        "local_status_note": "Held for councils.",
        "short_name": "Deaths",
        "figure_area": "Invented",
        "period_label": "2030",
        "value": value,
        "lower95": value,
        "upper95": value,
        "unit": "deaths",
        "value_note": "",
        "baseline_value": value,
        "baseline_note": "",
        "baseline_label": "2030",
        "trend": None,
        "trend_reason": None,
        "polarity": "low_is_good",
        "target": None,
        "direction": "at_most",
        "outcome": "not_compared",
        "shown_for": "area",
        "accountable": "",
        "own_note": "",
        "flag": flag,
        "dataset_id": dataset_id,
    }


def test_the_file_names_flag_status_and_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes_tracker, "read_table", lambda _name: DATASETS)
    monkeypatch.setattr(
        outcomes_tracker, "warning_of", lambda name: "quoted" if name == "quoted" else ""
    )
    rows = pd.DataFrame(
        [
            _measure("deaths", 3.0, ""),
            _measure("quoted", 4.0, "estimated"),
            _measure("", float("nan"), "") | {"dataset_id": None},
        ]
    )
    file = outcomes_tracker._file_rows(rows)
    assert list(file["Published for"]) == ["Authorities"] * 3
    assert list(file["Status note"]) == ["Held for councils."] * 3
    assert file["Flag"].iloc[0] == ""
    assert file["Flag"].iloc[1] == "An estimate; quoted"
    assert file["Flag"].iloc[2] == "no figure held"
    assert file["Source"].iloc[0] == "ONS, Deaths. OGL v3.0."
    assert file["Source"].iloc[1].startswith("A council, A report")
    assert pd.isna(file["Source"].iloc[2])


@pytest.mark.parametrize(
    ("value", "shown_for", "said"),
    [
        (float("nan"), None, "not held against it: there is no figure"),
        (4.0, "England", "not held against it: the figure is not of this area"),
    ],
)
def test_a_target_without_a_figure_says_so(value: float, shown_for: str | None, said: str) -> None:
    agreed = {"target": 3.0, "target_year": 2031, "shown_for": shown_for, "decimals": 0}
    cell = outcomes_tracker._target(_measure("deaths", value, "") | agreed)
    assert cell.below == said
