"""What is kept of an import says no more than its rule allows."""

import numpy as np
import pandas as pd
import pytest

from cdof_core.disclosure import CellStatus, Table, TableCell, attack_tables, find_rule
from cdof_core.disclosure.marks import read_cell
from cdof_core.ingest.import_checks import check_import
from cdof_core.ingest.import_protection import protect_import
from cdof_core.ingest.import_relations import state_relations
from tests.imports import observation, own_import
from tests.unit.ingest.test_import_checks import A, B, known

__all__ = ["known"]


def protected(known, rows, rule):
    imported = own_import(rows, disclosure_rule=rule)
    return protect_import(check_import(imported, known), known)


def by_sex(area, year, female, male):
    parts = {"Female": female, "Male": male, "Persons": female + male}
    return [
        observation(area, year, float(n), numerator=float(n), sex=sex) for sex, n in parts.items()
    ]


def test_none_changes_nothing(known):
    made = protected(known, by_sex(A, 2022, 2, 9), "none")
    assert made.imported.observations["value"].tolist() == [2, 9, 11]
    assert made.sentence == ""


def test_a_small_count_takes_its_partner_or_the_total_with_it(known):
    made = protected(known, by_sex(A, 2022, 2, 9), "seed")
    rows = made.imported.observations.set_index("sex")
    assert rows.loc["Female", "flag"] == "suppressed"
    assert rows["value"].isna().sum() == 2  # 11 − 9 would give the hidden 2 away
    assert (made.small, made.further) == (1, 1)
    assert "each hidden count can still be anything from 0 to 2" in made.sentence


def test_rates_follow_from_rounded_counts(known):
    rate = {"indicator_id": "rate", "numerator": 13.0, "denominator": 1000.0}
    made = protected(known, [observation(A, 2022, 13.0, **rate)], "ndtms")
    (row,) = made.imported.observations.to_dict("records")
    assert (row["numerator"], row["value"], row["value_basis"]) == (15, 15, "computed")
    assert row["limits_basis"] == "computed"


def test_an_exact_rate_without_a_denominator_is_withheld(known):
    bare = {"indicator_id": "rate", "numerator": 13.0}
    made = protected(known, [observation(A, 2022, 13.4, **bare)], "ndtms")
    (row,) = made.imported.observations.to_dict("records")
    assert (row["flag"], np.isnan(row["value"])) == ("withheld", True)


def test_a_small_rest_is_hidden_as_well(known):
    # 98 of 100 completed: the 2 who did not are as few as 2 who did
    share = {"indicator_id": "share", "numerator": 98.0, "denominator": 100.0}
    made = protected(known, [observation(A, 2022, 98.0, **share)], "seed")
    (row,) = made.imported.observations.to_dict("records")
    assert np.isnan(row["numerator"]) or np.isnan(row["denominator"])
    assert np.isnan(row["value"])


@pytest.mark.parametrize(
    ("deaths", "flag"), [(9.0, "withheld"), (10.0, "unreliable"), (19.0, "unreliable"), (20.0, "")]
)
def test_rates_of_deaths_on_few_events(known, deaths, flag):
    rate = {"indicator_id": "rate", "numerator": deaths, "denominator": 10_000.0}
    made = protected(known, [observation(A, 2022, deaths / 10, **rate)], "ons_deaths")
    (row,) = made.imported.observations.to_dict("records")
    assert (row["flag"], np.isnan(row["value"])) == (flag, flag == "withheld")


def test_a_value_without_a_count_cannot_be_protected(known):
    made = protected(known, [observation(A, 2022, 3.1, indicator_id="rate")], "ndtms")
    (problem,) = made.imported.errors
    assert problem.rule == "disclosure"
    assert "no rule can tell which of them are small" in str(problem)


@pytest.mark.parametrize("rule_name", ["seed", "ndtms", "hospital"])
def test_nothing_kept_can_be_opened(known, rule_name):
    """Sexes, two areas, their region and three pooled years, attacked all at once."""
    chance = np.random.default_rng(7)
    rows = []
    for area in (A, B):
        years = {year: chance.integers(0, 12, 2) for year in (2020, 2021, 2022)}
        for year, (female, male) in years.items():
            rows += by_sex(area, year, int(female), int(male))
        pooled = sum(years.values())
        span = {
            "period_start": pd.Timestamp(2020, 1, 1),
            "period_label": "2020-22",
            "period_kind": "pooled",
        }
        rows += [row | span for row in by_sex(area, 2022, int(pooled[0]), int(pooled[1]))]
    frame = pd.DataFrame(rows)
    keys = ["period_start", "period_end", "sex"]
    region = frame.groupby(keys, as_index=False).agg(
        {name: "sum" if name in ("value", "numerator") else "first" for name in frame}
    )
    rows += region.assign(area_code="E12000099").to_dict("records")
    made = protected(known, rows, rule_name)
    kept = made.imported.observations
    labels = list(
        zip(
            kept["area_code"],
            "from " + kept["period_start"].dt.strftime("%Y-%m-%d")
            + kept["period_end"].dt.strftime(" until %Y-%m-%d"),
            "sex " + kept["sex"],
            strict=True,
        )
    )  # fmt: skip
    assert kept["value"].isna().any()
    cells = tuple(
        TableCell(label, read_cell("*" if np.isnan(n) else f"{n:.0f}"))
        for label, n in zip(labels, kept["value"], strict=True)
    )
    true = pd.DataFrame(
        [
            {
                "area": row["area_code"],
                "period": f"from {row['period_start']:%Y-%m-%d} until {row['period_end']:%Y-%m-%d}",
                "sex": f"sex {row['sex']}",
                "age": "age every age",
                "part": "whole",
                "vintage": "edition ",
                "measure": "counted",
                "number": row["numerator"],
            }
            for row in rows
        ]
    )
    relations = state_relations(true, known)
    assert len([one for one in relations if one.is_complete]) == 3  # sexes, years, areas
    table = Table("kept", ("area", "period", "sex"), cells)
    attacked = attack_tables([table], find_rule(rule_name), relations, share=False)
    assert {cell.status for cell in attacked.cells if cell.labels} == {CellStatus.PROTECTED}
    assert attacked.leaks == ()
