"""Clean tables and short chapters on invented places, and errors to plant in them, by seed."""

import itertools
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field

PLACES = (
    "Northvale", "Eastmere", "Harrowden", "Kilnford", "Stowbridge", "Penhallow", "Ashcombe",
    "Thornley", "Wexcombe", "Marlowe", "Fenwick", "Oakhurst", "Dunmoor", "Castleby",
)  # fmt: skip
SUBSTANCES = ("Opiates", "Crack cocaine", "Cannabis", "Powder cocaine", "Other drugs")
GROUPS = (
    "White",
    "Mixed",
    "Asian or Asian British",
    "Black or Black British",
    "Other",
    "Not stated",
)
AGES = ("18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 and over")
SOURCES = ("Self-referral", "GP", "Criminal justice", "Hospital", "Social care")
Grid = list[list[str]]


def comma(value: float) -> str:
    return f"{value:,.0f}"


def half_up(value: float, places: int) -> str:
    """Round as people do: halves up."""
    scaled = math.floor(value * 10**places + 0.5 + 1e-9)
    return f"{scaled / 10**places:,.{places}f}"


def byar(count: int, base: float, per: float) -> tuple[float, float]:
    low = count * (1 - 1 / (9 * count) - 1.96 / (3 * math.sqrt(count))) ** 3
    more = count + 1
    high = more * (1 - 1 / (9 * more) + 1.96 / (3 * math.sqrt(more))) ** 3
    return low / base * per, high / base * per


def wilson(count: int, base: int) -> tuple[float, float]:
    z2 = 1.96**2
    p = count / base
    middle = p + z2 / (2 * base)
    arm = 1.96 * math.sqrt(p * (1 - p) / base + z2 / (4 * base * base))
    return 100 * (middle - arm) / (1 + z2 / base), 100 * (middle + arm) / (1 + z2 / base)


@dataclass
class Sample:
    """A table with its caption and sentences, and the cells that stand for something.

    Attributes:
        caption: Line above the table.
        header: Header row.
        body: Rows.
        before: Sentences above.
        after: Sentences below.
        roles: Column numbers by what they hold.
        rows: Row numbers by what they hold.
    """

    caption: str
    header: list[str]
    body: Grid
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    roles: dict[str, int] = field(default_factory=dict)
    total_row: int | None = None
    kind: str = ""

    def text(self, style: str) -> str:
        rows = [self.header, *self.body]
        if style == "bars":
            lines = [f"| {' | '.join(row)} |" for row in rows]
            lines.insert(1, "|" + " --- |" * len(self.header))
        elif style == "commas":
            lines = [",".join(f'"{c}"' if "," in c else c for c in row) for row in rows]
        else:
            lines = ["\t".join(row) for row in rows]
        parts = [*self.before, "", self.caption, "", *lines, "", *self.after]
        return "\n".join(parts) + "\n"


def _places(rng: random.Random, most: int = 8) -> list[str]:
    return rng.sample(PLACES, rng.randint(4, most))


def _years(rng: random.Random) -> str:
    first = rng.randint(2012, 2022)
    return f"{first}/{(first + 1) % 100:02d}"


def rates(rng: random.Random) -> Sample:
    per = rng.choice((1000, 100000))
    body: Grid = []
    for place in _places(rng):
        base = rng.randint(60_000, 480_000)
        count = rng.randint(30, 160) if per == 100000 else rng.randint(300, 2400)
        low, high = byar(count, base, per)
        body.append(
            [place, comma(count), comma(base), half_up(count / base * per, 1), half_up(low, 1),
             half_up(high, 1)]
        )  # fmt: skip
    what = rng.choice(("Deaths", "Hospital admissions", "Recorded offences"))
    return Sample(
        f"Table 1: {what} related to drugs by area, {_years(rng)}",
        ["Area", what, "Population", f"Rate per {per:,}", "Lower 95% CI", "Upper 95% CI"],
        body,
        roles={"top": 1, "bottom": 2, "value": 3, "low": 4, "high": 5},
        kind="rates",
    )


def shares(rng: random.Random) -> Sample:
    places = rng.randint(0, 1)
    body: Grid = []
    for place in _places(rng):
        base = rng.randint(180, 2600)
        count = rng.randint(int(base * 0.05), int(base * 0.6))
        body.append([place, comma(count), comma(base), half_up(100 * count / base, places) + "%"])
    return Sample(
        f"Table 2: Successful completions of treatment by partnership, {_years(rng)}",
        ["Partnership", "Successful completions", "All in treatment", "% completed"],
        body,
        roles={"top": 1, "bottom": 2, "value": 3},
        kind="shares",
    )


def shares_with_limits(rng: random.Random) -> Sample:
    sample = shares(rng)
    for row in sample.body:
        count, base = (int(row[at].replace(",", "")) for at in (1, 2))
        low, high = wilson(count, base)
        row[3] = half_up(100 * count / base, 1)
        row.extend((half_up(low, 1), half_up(high, 1)))
    sample.header = [*sample.header[:3], "Proportion (%)", "Lower limit", "Upper limit"]
    sample.roles |= {"low": 4, "high": 5}
    sample.kind = "shares_with_limits"
    return sample


def distribution(rng: random.Random) -> Sample:
    labels = rng.choice((GROUPS, AGES, SOURCES))
    counts = [rng.randint(12, 640) for _ in labels]
    whole = sum(counts)
    body = [
        [label, comma(count), half_up(100 * count / whole, 1) + "%"]
        for label, count in zip(labels, counts, strict=True)
    ]
    body.append(["Total", comma(whole), "100.0%"])
    name = {GROUPS: "ethnic group", AGES: "age group", SOURCES: "referral source"}[labels]
    return Sample(
        f"Table 3: People in treatment by {name}, {rng.choice(PLACES)} {_years(rng)}",
        [name.capitalize(), "Number", "%"],
        body,
        roles={"top": 1, "value": 2},
        total_row=len(body) - 1,
        kind="distribution",
    )


def crosstab(rng: random.Random) -> Sample:
    body: Grid = []
    sums = [0] * (len(SUBSTANCES) + 1)
    for place in _places(rng, 6):
        counts = [rng.randint(11, 420) for _ in SUBSTANCES]
        counts.append(sum(counts))
        sums = [old + new for old, new in zip(sums, counts, strict=True)]
        body.append([place, *map(comma, counts)])
    body.append(["Total", *map(comma, sums)])
    return Sample(
        f"Table 4: Clients by main substance and area, {_years(rng)}",
        ["Area", *SUBSTANCES, "Total"],
        body,
        roles={"total": len(SUBSTANCES) + 1},
        total_row=len(body) - 1,
        kind="crosstab",
    )


def series(rng: random.Random) -> Sample:
    first = rng.randint(2009, 2014)
    base = rng.randint(90_000, 300_000)
    body: Grid = []
    for step in range(rng.randint(5, 9)):
        year = first + step
        count = rng.randint(250, 900)
        base = int(base * rng.uniform(1.001, 1.009))
        body.append(
            [f"{year}/{(year + 1) % 100:02d}", comma(count), comma(base),
             half_up(count / base * 1000, 2)]
        )  # fmt: skip
    place = rng.choice(PLACES)
    last = first + len(body) - 1
    return Sample(
        f"Table 5: Drug-related admissions in {place}, {body[0][0]} to "
        f"{last}/{(last + 1) % 100:02d}",
        ["Year", "Admissions", "Population", "Rate per 1,000"],
        body,
        roles={"top": 1, "bottom": 2, "value": 3},
        kind="series",
    )


def two_years(rng: random.Random) -> Sample:
    first = rng.randint(2012, 2021)
    years = [f"{y}/{(y + 1) % 100:02d}" for y in (first, first + 1)]
    body: Grid = [["", "Clients", "All clients", "%", "Clients", "All clients", "%"]]
    for place in _places(rng, 6):
        row = [place]
        for _ in years:
            base = rng.randint(300, 4000)
            count = rng.randint(8, base // 6)
            row.extend((comma(count), comma(base), half_up(100 * count / base, 1) + "%"))
        body.append(row)
    return Sample(
        f"Table 6: Clients in residential rehabilitation, {years[0]} and {years[1]}",
        ["Partnership", years[0], "", "", years[1], "", ""],
        body,
        roles={"top": 1, "bottom": 2, "value": 3},
        kind="two_years",
    )


def percentages_only(rng: random.Random) -> Sample:
    places = _places(rng, 4)[:3]
    columns: list[list[int]] = []
    for _ in places:
        cuts = sorted(rng.sample(range(20, 980), len(AGES) - 1))
        edges = [0, *cuts, 1000]
        columns.append([b - a for a, b in itertools.pairwise(edges)])
    body = [
        [age, *(f"{columns[at][row] / 10:.1f}%" for at in range(len(places)))]
        for row, age in enumerate(AGES)
    ]
    return Sample(
        f"Table 7: Distribution of people in treatment by age, {_years(rng)}",
        ["Age", *places],
        body,
        roles={"value": 1},
        kind="percentages_only",
    )


def turned(rng: random.Random) -> Sample:
    places = _places(rng, 5)
    first = rng.randint(2008, 2017)
    counts = [[rng.randint(12, 60) for _ in places] for _ in range(3)]
    whole = [sum(column) for column in zip(*counts, strict=True)]
    bases = [rng.randint(300_000, 1_200_000) for _ in places]
    span = f"{first}-{(first + 2) % 100:02d}"
    body = [[str(first + at), *map(comma, row)] for at, row in enumerate(counts)]
    body.append([f"Deaths {span}", *map(comma, whole)])
    body.append([f"Population {span}", *map(comma, bases)])
    body.append(
        ["Rate per 100,000",
         *(half_up(w / b * 100000, 2) for w, b in zip(whole, bases, strict=True))]
    )  # fmt: skip
    return Sample(
        f"Table 8: Deaths from drug misuse, {span}",
        ["Area", *places],
        body,
        roles={},
        kind="turned",
    )


def hidden(rng: random.Random) -> Sample:
    """Small counts hidden with enough company that nothing is given away."""
    counts = [rng.randint(6, 180) for _ in SOURCES]
    body = [[label, comma(count)] for label, count in zip(SOURCES, counts, strict=True)]
    small = rng.sample(range(len(SOURCES)), 2)
    for at in small:
        body[at][1] = "<5"
    rest = sum(count for at, count in enumerate(counts) if at not in small)
    body.append(["Total", comma(rest + 4)])
    return Sample(
        f"Table 9: Referrals to treatment by source, {rng.choice(PLACES)} {_years(rng)}",
        ["Source of referral", "Number"],
        body,
        roles={"top": 1},
        total_row=len(body) - 1,
        kind="hidden",
    )


def chapter(rng: random.Random) -> Sample:
    """A table with limits and sentences that say what it shows."""
    sample = rates(rng)
    per = float(sample.header[3].split()[-1].replace(",", ""))
    base = rng.randint(5_000_000, 9_000_000)
    first = sample.body[0]
    rate = float(first[3].replace(",", ""))
    count = int(base / per * rate * rng.choice((0.5, 0.97, 1.03, 1.7)))
    low, high = byar(count, base, per)
    england = ["England", comma(count), comma(base), half_up(count / base * per, 1),
               half_up(low, 1), half_up(high, 1)]  # fmt: skip
    sample.body.append(england)
    own_low, own_high = (float(cell.replace(",", "")) for cell in first[4:6])
    other = float(england[3].replace(",", ""))
    other_low, other_high = (float(cell.replace(",", "")) for cell in england[4:6])
    apart = own_low > other_high or other_low > own_high
    way = "higher" if rate > other else "lower"
    what = sample.header[1].lower()
    year = sample.caption.split(", ")[-1]
    if apart:
        claim = f"significantly {way} than the England rate of {england[3]}"
    else:
        claim = f"not significantly different from the England rate of {england[3]}"
    sample.after = [
        f"In {year} the rate of {what} related to drugs in {first[0]} was {first[3]} per "
        f"{int(per):,} (95% CI {first[4]} to {first[5]}), {claim}.",
        f"There were {first[1]} {what} in {first[0]} in a population of {first[2]}.",
    ]
    sample.kind = "chapter"
    return sample


CLEAN: tuple[Callable[[random.Random], Sample], ...] = (
    rates, shares, shares_with_limits, distribution, crosstab, series, two_years,
    percentages_only, turned, hidden, chapter,
)  # fmt: skip
STYLES = ("tabs", "bars", "commas")


# Errors. Each changes a sample in place and returns False where it cannot be planted.


def _swap_digits(rng: random.Random, text: str) -> str | None:
    places = [
        at
        for at in range(len(text) - 1)
        if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]
        and not (at == 0 and text[1] == "0")
    ]  # fmt: skip
    # Digits on either side of a decimal point are neighbours too.
    places += [
        at
        for at in range(len(text) - 2)
        if text[at].isdigit() and text[at + 1] == "." and text[at + 2].isdigit()
        and text[at] != text[at + 2] and not (at == 0 and text[2] == "0")
    ]  # fmt: skip
    if not places:
        return None
    at = rng.choice(places)
    other = at + 1 if text[at + 1].isdigit() else at + 2
    signs = list(text)
    signs[at], signs[other] = signs[other], signs[at]
    return "".join(signs)


def _row(rng: random.Random, sample: Sample) -> list[str]:
    rows = [
        row
        for at, row in enumerate(sample.body)
        if at != sample.total_row and any(sign.isdigit() for cell in row[1:] for sign in cell)
    ]
    if sample.kind == "turned":
        return sample.body[-1]
    return rng.choice(rows)


def transposed_value(rng: random.Random, sample: Sample) -> bool:
    if "value" not in sample.roles and sample.kind != "turned":
        return False
    row = _row(rng, sample)
    at = sample.roles.get("value", 1)
    if sample.kind == "chapter" and row[0] in (sample.body[0][0], "England"):
        return False
    changed = _swap_digits(rng, row[at])
    if changed is None or float(changed.strip("%").replace(",", "")) == 0:
        return False
    row[at] = changed
    return True


def wrong_percentage(rng: random.Random, sample: Sample) -> bool:
    if "value" not in sample.roles or "%" not in " ".join([*sample.header, *sample.body[-1]]):
        return False
    row = _row(rng, sample)
    at = sample.roles["value"]
    number = float(row[at].strip("%"))
    places = len(row[at].strip("%").partition(".")[2])
    moved = number + rng.choice((-1, 1)) * rng.uniform(0.12, 0.3) * max(number, 10)
    if not 0.5 < moved < 99:
        return False
    row[at] = f"{moved:.{places}f}" + ("%" if "%" in row[at] else "")
    return True


def wrong_total(rng: random.Random, sample: Sample) -> bool:
    if sample.total_row is None or sample.kind == "hidden":
        return False
    row = sample.body[sample.total_row]
    at = sample.roles.get("total", sample.roles.get("top", 1))
    row[at] = comma(int(row[at].replace(",", "")) + rng.choice((-30, -10, -9, -2, 3, 8, 11, 27)))
    return True


def transposed_part(rng: random.Random, sample: Sample) -> bool:
    if sample.kind not in ("crosstab", "distribution"):
        return False
    row = _row(rng, sample)
    at = rng.randint(1, len(row) - 2)
    changed = _swap_digits(rng, row[at])
    if changed is None:
        return False
    row[at] = changed
    return True


def swapped_denominators(rng: random.Random, sample: Sample) -> bool:
    if "bottom" not in sample.roles or sample.kind in ("chapter", "series"):
        return False
    at = sample.roles["bottom"]
    rows = [row for row in sample.body if row[at] and row[at][0].isdigit()]
    one, other = rng.sample(rows, 2)
    if one[at] == other[at]:
        return False
    a, b = (float(row[at].replace(",", "")) for row in (one, other))
    if max(a, b) / min(a, b) < 1.1:
        return False
    one[at], other[at] = other[at], one[at]
    return True


def shifted_rows(rng: random.Random, sample: Sample) -> bool:
    if "bottom" not in sample.roles or sample.kind == "chapter":
        return False
    at = sample.roles["value"]
    rows = [row for row in sample.body if row[at] and row[at][0].isdigit()]
    values = [row[at] for row in rows]
    if len(set(values)) < len(values):
        return False
    for row, value in zip(rows, values[1:] + values[:1], strict=True):
        row[at] = value
    del rng
    return True


def impossible_interval(rng: random.Random, sample: Sample) -> bool:
    if "low" not in sample.roles or sample.kind == "chapter":
        return False
    row = _row(rng, sample)
    value, low, high = (sample.roles[name] for name in ("value", "low", "high"))
    if rng.random() < 0.5:
        row[low], row[high] = row[high], row[low]
    else:
        number = float(row[value].replace(",", ""))
        arm = float(row[high].replace(",", "")) - number
        row[low], row[high] = f"{number + arm:.1f}", f"{number + 2.2 * arm:.1f}"
    return row[low] != row[high]


def false_claim(rng: random.Random, sample: Sample) -> bool:
    if sample.kind != "chapter":
        return False
    del rng
    text = sample.after[0]
    if "not significantly different from" in text:
        sample.after[0] = text.replace(
            "not significantly different from", "significantly higher than"
        )
    else:
        for way in ("higher", "lower"):
            text = text.replace(f"significantly {way} than", "not significantly different from")
        sample.after[0] = text
    return True


def wrong_in_text(rng: random.Random, sample: Sample) -> bool:
    if sample.kind != "chapter":
        return False
    number = sample.body[0][1]
    changed = _swap_digits(rng, number)
    if changed is None:
        return False
    sample.after[1] = sample.after[1].replace(f"were {number} ", f"were {changed} ")
    return True


def disclosive_total(rng: random.Random, sample: Sample) -> bool:
    if sample.kind == "crosstab":
        row = _row(rng, sample)
        at = rng.randint(1, len(row) - 2)
        left = int(row[at].replace(",", "")) - rng.randint(1, 4)
        for line, column in ((row, -1), (sample.body[-1], at), (sample.body[-1], -1)):
            line[column] = comma(int(line[column].replace(",", "")) - left)
        row[at] = "<5"
        return True
    if sample.kind == "hidden":
        at = next(at for at, row in enumerate(sample.body) if row[1] == "<5")
        sample.body[at][1] = str(rng.randint(5, 9))
        total = sample.body[-1]
        total[1] = comma(int(total[1].replace(",", "")) + int(sample.body[at][1]) - 2)
        return True
    return False


def mixed_years(rng: random.Random, sample: Sample) -> bool:
    if sample.kind == "series":
        at = rng.randint(1, len(sample.body) - 2)
        sample.body[at][0] = sample.body[at - 1][0]
        return True
    if sample.kind in ("rates", "shares") and "bottom" in sample.roles:
        year = sample.caption.split(", ")[-1]
        earlier = f"{int(year[:4]) - 3}/{(int(year[:4]) - 2) % 100:02d}"
        sample.header[1] += f" {year}"
        sample.header[2] += f" {earlier}"
        return True
    if sample.kind == "two_years":
        year = int(sample.header[1][:4])
        sample.caption = (
            f"Table 6: Clients in residential rehabilitation, {year - 4}/{year - 3 - 2000}"
        )
        return True
    return False


def smr_misuse(rng: random.Random, sample: Sample) -> bool:
    if sample.kind != "rates":
        return False
    del rng
    tops = [int(row[1].replace(",", "")) for row in sample.body]
    bases = [int(row[2].replace(",", "")) for row in sample.body]
    crude = sum(tops) / sum(bases)
    sample.header = ["Area", "Observed deaths", "Population", "Expected deaths", "SMR"]
    sample.roles = {}
    sample.body = [
        [row[0], row[1], row[2], f"{base * crude:.2f}", f"{100 * top / (base * crude):.1f}"]
        for row, top, base in zip(sample.body, tops, bases, strict=True)
    ]
    return True


ERRORS: tuple[Callable[[random.Random, Sample], bool], ...] = (
    transposed_value, wrong_percentage, wrong_total, transposed_part, swapped_denominators,
    shifted_rows, impossible_interval, false_claim, wrong_in_text, disclosive_total, mixed_years,
    smr_misuse,
)  # fmt: skip
