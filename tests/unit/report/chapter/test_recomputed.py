"""Every number that a computed sentence or table says, worked out again from the snapshot by SQL.

Nothing of `cdof_core` computes here: the references name observations, plain SQL reads them, and
each number in the words has to be one of theirs, rounded half up, or a place among all of them.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest

from cdof_core.domain.chapter import BlockKind
from cdof_core.report.chapter.build import build_chapter
from cdof_core.report.chapter.template import parse_template
from cdof_core.store.snapshot import current_snapshot

NUMBER = re.compile(r"(?<![\w.])£?\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?%?")
SAID_ALWAYS = {"95", "1"}
DETAIL = ("level|", "before|", "trend|", "rank|", "national|", "printed|")
ONE = """
    select o.value, o.lower95, o.upper95, o.numerator, o.denominator, i.decimals
    from observation o join indicator i using (indicator_id)
    where o.indicator_id = ? and o.area_code = ? and o.period_label = ? and o.breakdown = ?
      and (o.sex = ? or ? = '') and (o.age = ? or ? = '') and (o.vintage = ? or ? = '')
"""
EVERYONE = """
    select o.value, i.decimals from observation o
    join indicator i using (indicator_id) join area a using (area_code)
    where o.indicator_id = ? and o.period_label = ? and a.level = 'upper_tier'
      and a.valid_to is null and o.breakdown = '' and o.sex = 'Persons' and o.value is not null
      and o.flag in ('', 'estimated', 'unreliable')
"""
LAST = """
    select period_label from observation
    where indicator_id = ? and area_code = ? and value is not null and breakdown = ''
      and sex = 'Persons' and flag in ('', 'estimated', 'unreliable')
    order by period_end desc limit 1
"""
POOLED = """
    select sum(o.numerator), sum(o.denominator), count(*), any_value(i.multiplier)
    from observation o join indicator i using (indicator_id) join area a using (area_code)
    where o.indicator_id = ? and o.period_label = ? and o.vintage = ? and a.level = 'upper_tier'
      and o.breakdown = '' and o.numerator is not null and o.value is not null
      and o.flag in ('', 'estimated')
"""


def shown(number, decimals):
    step = Decimal(1).scaleb(-decimals)
    return f"{Decimal(repr(float(number))).quantize(step, rounding=ROUND_HALF_UP):,}"


def words(reference):
    """Numbers of a label, and of the name of the measure: a period, ages."""
    return set(re.findall(r"\d+", f"{reference.period} {reference.age} {reference.vintage}"))


@pytest.fixture(scope="module")
def snapshot():
    with duckdb.connect(str(current_snapshot().path), read_only=True) as connection:
        yield connection


def numbers_of(connection, reference):
    """Every way in which an observation may be said."""
    labels = [reference.sex, reference.sex, reference.age, reference.age]
    labels += [reference.vintage, reference.vintage]
    key = [reference.indicator_id, reference.area_code, reference.period, reference.breakdown]
    found = set()
    for *cells, decimals in connection.execute(ONE, [*key, *labels]).fetchall():
        # Up to three places more, where a limit would else read like the comparator.
        finer = range(decimals, decimals + 4)
        for cell in (cell for cell in cells if cell is not None):
            found |= {shown(cell, places) for places in {0, 1, *finer}}
        value, _, _, above, below, *_ = (*cells, decimals)
        if value and reference.role == "value" and above and below:
            found.add(shown(above, 0))
    if not found and reference.role.startswith("benchmark"):
        above, below, areas, times = connection.execute(
            POOLED, [reference.indicator_id, reference.period, reference.vintage]
        ).fetchone()
        if below:
            found |= {shown(times * above / below, places) for places in (0, 1, 2)}
            found.add(str(areas))
    return found


def ratios(connection, references):
    """How many times the benchmark a value is."""
    values = []
    for one in references[:2]:
        rows = connection.execute(
            ONE,
            [
                *(one.indicator_id, one.area_code, one.period, one.breakdown),
                *(one.sex, one.sex, one.age, one.age, one.vintage, one.vintage),
            ],
        ).fetchall()
        if not rows and one.role.startswith("benchmark"):
            pooled = [one.indicator_id, one.period, one.vintage]
            above, below, _, times = connection.execute(POOLED, pooled).fetchone()
            rows = [(times * above / below,)] if below else []
        values += [rows[0][0]] if len(rows) == 1 and rows[0][0] else []
    return {shown(values[0] / values[1], 1)} if len(values) == 2 else set()


def places(connection, reference, value):
    """How many authorities have a higher and a lower figure, and how many there are."""
    rows = connection.execute(EVERYONE, [reference.indicator_id, reference.period]).fetchall()
    rounded = [Decimal(shown(v, d).replace(",", "")) for v, d in rows]
    mine = Decimal(shown(value, rows[0][1]).replace(",", ""))
    higher, lower = sum(v > mine for v in rounded), sum(v < mine for v in rounded)
    return {str(n) for n in (higher, lower, len(rows), higher + 1, lower + 1)}


def unsupported(connection, statement):
    allowed = set(SAID_ALWAYS)
    for reference in statement.references:
        allowed |= numbers_of(connection, reference) | words(reference)
    if statement.key.startswith("level|"):
        allowed |= ratios(connection, statement.references)
    if "The last figure is for" in statement.text:
        used = statement.references[0]
        held = connection.execute(LAST, [used.indicator_id, used.area_code]).fetchone()
        allowed |= set(re.findall(r"\d+", held[0]))
    if statement.key.startswith("rank|"):
        used = statement.references[0]
        allowed |= places(connection, used, used.value)
    said = re.sub(r"\d{4}[–/]\d\d\b|mid-\d{4}|fewer than five|per \d[\d,]*", "", statement.text)
    found = [re.sub(r"st$|nd$|rd$|th$", "", n.strip("£%")) for n in NUMBER.findall(said)]
    found = [number.strip("£%").rstrip(",") for number in found]
    return [number for number in found if number not in allowed]


@pytest.mark.parametrize(
    ("area", "template", "least"),
    [("Bedford", "bedford", 120), ("Isles of Scilly", "bedford", 40), ("Bedford", "briefing", 10)],
)
def test_every_number_in_a_sentence_follows_from_the_snapshot(
    chapter, snapshot, area, template, least
):
    said = [
        one
        for block in chapter(area, template).blocks()
        for one in block.statements
        if one.key.startswith(DETAIL)
    ]
    wrong = [(one.text, left) for one in said if (left := unsupported(snapshot, one))]
    assert wrong == []
    assert sum(len(NUMBER.findall(one.text)) for one in said) > least


@pytest.mark.parametrize("area", ["Bedford", "Isles of Scilly"])
def test_every_value_in_a_table_of_measures_follows_from_the_snapshot(chapter, snapshot, area):
    (table,) = [b for b in chapter(area, "bedford").blocks() if b.source == "measures_table"]
    assert len(table.rows) == len(table.references) > 10
    for row, reference in zip(table.rows, table.references, strict=True):
        value, interval = row[2].strip("£%"), re.findall(r"[\d.,]+", row[3])
        known = numbers_of(snapshot, reference)
        assert value == "–" or value in known, row
        assert set(interval) <= known, row


TWELVE = (
    "E06000055",  # Bedford
    "E06000053",  # Isles of Scilly
    "E10000012",  # Essex
    "E08000003",  # Manchester
    "E06000009",  # Blackpool
    "E09000001",  # City of London
    "E06000017",  # Rutland
    "E06000065",  # North Yorkshire
    "E08000025",  # Birmingham
    "E09000033",  # Westminster
    "E06000063",  # Cumberland
    "E06000052",  # Cornwall
)


def test_every_number_of_other_authorities_follows_from_the_snapshot(chapter, snapshot, campaign):
    for code in TWELVE[-campaign.rounds(sample=2, full=12) :]:
        made = chapter(code, "bedford")
        said = [s for b in made.blocks() for s in b.statements if s.key.startswith(DETAIL)]
        assert len(said) > 20
        wrong = [(one.text, left) for one in said if (left := unsupported(snapshot, one))]
        assert wrong == [], code
        tables = [b for b in made.blocks() if b.source.startswith("harm_")]
        assert len(tables) >= 3
        for table in tables:
            for row, reference in zip(table.rows, table.references, strict=True):
                known = numbers_of(snapshot, reference)
                value = re.findall(r"^£?(\d[\d,.]*\d|\d)", row[3])
                assert set(value) <= known, (code, row)
                assert set(re.findall(r"\d[\d,]*(?:\.\d+)?", row[4])) <= known, (code, row)


BREAKDOWNS = """
format = 1
name = "n"
version = "1"
title = "t"
[[section]]
id = "a"
heading = "A"
tables = ["journey_sex", "journey_ethnicity"]
printed = ["bedford_treatment_ethnicity"]
"""


def test_every_count_and_share_of_a_breakdown_follows_from_the_snapshot(facts, snapshot):
    held = facts("Barnet", "blank")
    made = build_chapter(parse_template(BREAKDOWNS, name="n.toml"), held)
    tables = [block for block in made.blocks() if block.kind is BlockKind.TABLE]
    assert [block.columns[0] for block in tables] == ["Category", "Category"]
    for table in tables:
        base = snapshot.execute(
            "select value from observation where indicator_id = 'ndtms_in_treatment'"
            " and area_code = 'E09000003' and period_label = ? and breakdown = ''",
            [table.references[0].period],
        ).fetchone()[0]
        for row, reference in zip(table.rows, table.references, strict=True):
            (count,) = snapshot.execute(
                "select value from observation where indicator_id = ? and area_code = ?"
                " and period_label = ? and breakdown = ?",
                [
                    *(reference.indicator_id, reference.area_code),
                    *(reference.period, reference.breakdown),
                ],
            ).fetchone()
            assert row[1] == shown(count, 0)
            assert row[2] == f"{shown(100 * count / base, 1)}%"
