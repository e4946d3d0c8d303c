"""Planted errors are found and clean tables left alone, over tables made by seed."""

import random
from collections import Counter

import pytest

from cdof_core.checker import Finding
from cdof_core.checker.published import Published
from cdof_core.checker.reading import read_text
from cdof_core.checker.report import check_document
from tests.conftest import Campaign
from tests.unit.checker.planted import CLEAN, ERRORS, STYLES, Sample

LEAST_RECALL = 0.9
MOST_FALSE_ALARMS_PER_TABLE = 0.1


def findings_of(text: str) -> tuple[Finding, ...]:
    return check_document(read_text(text), published=Published()).findings


def samples(campaign: Campaign):
    rounds = campaign.rounds(sample=3, full=60)
    rng = campaign.random()
    for make in CLEAN:
        for at in range(rounds):
            seed = rng.randrange(10**9)
            yield make, random.Random(seed), STYLES[at % len(STYLES)], seed  # noqa: S311


def changed_lines(before: str, after: str) -> set[int]:
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return {at for at, (one, other) in enumerate(pairs, start=1) if one != other}


def first_line_of_table(text: str, sample: Sample) -> int:
    lines = text.split("\n")
    return next(at for at, line in enumerate(lines, 1) if sample.header[1] in line and at > 2)


def test_clean_tables_are_left_alone(campaign):
    found: Counter[str] = Counter()
    tables = 0
    for make, rng, style, _ in samples(campaign):
        tables += 1
        found.update(
            f"{make.__name__}: {finding.kind}" for finding in findings_of(make(rng).text(style))
        )
    assert sum(found.values()) <= MOST_FALSE_ALARMS_PER_TABLE * tables, found


@pytest.mark.parametrize("plant", ERRORS, ids=lambda plant: plant.__name__)
def test_a_planted_error_is_found_where_it_is(campaign, plant):
    planted, missed = 0, []
    for make, rng, style, seed in samples(campaign):
        sample = make(rng)
        before = sample.text(style)
        if not plant(random.Random(seed), sample):  # noqa: S311
            continue
        after = sample.text(style)
        if after == before:
            continue
        planted += 1
        places = changed_lines(before, after) | {first_line_of_table(after, sample)}
        if sample.kind == "percentages_only":
            # Shares without counts say that one of a column is wrong, not which.
            places |= set(range(1, len(after.split("\n")) + 1))
        if not any(finding.line in places for finding in findings_of(after)):
            missed.append(after)
    assert planted > 0
    assert len(missed) <= (1 - LEAST_RECALL) * planted, "\n".join(missed[:2])
