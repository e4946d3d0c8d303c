"""Prevalence estimates keep their interval and their method, or are refused."""

import pytest

from cdof_core.ingest.imported import ImportRefusedError
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.recognise import import_file

PLACES = Places(
    names={"E06990001": "Misty"}, levels={"E06990001": "upper_tier"},
    same={}, parts={}, counties={}, forces={},
)  # fmt: skip
HEADER = "Area code,Area,Period,Estimate,Lower,Upper,Population 15-64,Method\n"
ROW = "E06990001,Misty,2019/20,500,400,650,100000,{}\n"


def read(tmp_path, text):
    path = tmp_path / "estimates.csv"
    path.write_text(text)
    return import_file(path, tmp_path / "no catalogue", places=PLACES)


def test_number_rate_interval_and_method(tmp_path):
    found = read(tmp_path, HEADER + ROW.format("2023 method"))
    number, rate = found.observations.sort_values("indicator_id").to_dict("records")
    assert (number["indicator_id"], number["value"], number["vintage"]) == (
        "ocu_number", 500, "2023 method",
    )  # fmt: skip
    # 500, 400 and 650 of 100,000 are 5, 4 and 6.5 per 1,000
    assert (rate["value"], rate["lower95"], rate["upper95"]) == (5, 4, 6.5)
    assert {number["age"], number["flag"], number["period_label"]} == {
        "15-64", "estimated", "2019/20",
    }  # fmt: skip


def test_editions_stand_side_by_side(tmp_path):
    old, new = (read(tmp_path, HEADER + ROW.format(method)) for method in ("2019", "2023"))
    assert old.dataset_id != new.dataset_id
    both = read(tmp_path, HEADER + ROW.format("2019") + ROW.format("2023"))
    assert sorted(both.observations["vintage"]) == ["2019", "2019", "2023", "2023"]


def test_an_area_that_is_not_held_is_left_out_with_its_row(tmp_path):
    found = read(tmp_path, HEADER + ROW.format("m").replace("E06990001", "E06990009"))
    assert found.rejected["source_line"].tolist() == [2]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("2019/20,500,600,650", "within its lower and upper limit"),
        ("2019/20,500,,650", "within its lower and upper limit"),
        ("some day,500,400,650", "Expected a period"),
    ],
)
def test_an_estimate_without_its_interval_or_period_blocks(tmp_path, cells, expected):
    found = read(tmp_path, f"{HEADER}E06990001,Misty,{cells},100000,m\n")
    (problem,) = found.errors
    assert expected in problem.expected
    assert problem.row == 2


def test_without_a_method_it_is_not_this_table(tmp_path):
    with pytest.raises(ImportRefusedError, match="none of the sources"):
        read(tmp_path, "Area code,Period,Estimate,Lower,Upper\nE06990001,2019/20,5,4,6\n")
