"""`judge` on the snapshot that ships: every figure is accounted for, in words."""

import re

import pytest

from cdof_core.cli.program import run
from cdof_core.narrative.words import REASONS


@pytest.fixture
def said(snapshot_path, monkeypatch, capsys):
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
    assert run(["judge"]) == 0
    return capsys.readouterr().out


def numbers(text):
    return [
        int(number.replace(",", "")) for number in re.findall(r"(?<![\d.])[\d,]*\d(?!\.)", text)
    ]


def test_every_figure_is_counted_against_each_benchmark(said):
    first, *parts = said.split("\n\n")
    figures = numbers(first)[0]
    assert "for 153 authorities, judged in" in first
    for part in parts[:3]:
        assert sum(numbers(part.splitlines()[0])) == figures


def test_reasons_add_up_to_what_is_not_compared(said):
    for part in said.split("\n\n")[1:4]:
        heading, *reasons = part.strip().splitlines()
        none = re.search(r"([\d,]+) not compared", heading)
        assert sum(numbers(line.split("  ")[-2])[0] for line in reasons) == numbers(none[1])[0]
        assert {line.split("  ")[-1] for line in reasons} <= set(REASONS.values())


def test_trends_say_how_many_were_tested(said):
    *_, heading = (line for line in said.splitlines() if line.startswith("Recent trends"))
    series, *outcomes = numbers(heading)
    assert series == sum(outcomes)
    assert "increasing" in heading
