"""An area's whole profile as one table with spines and spark lines."""

from dataclasses import asdict, dataclass

from cdof_core.domain import IndicatorId, Judgement
from cdof_core.ui.components.assembly import assemble_component
from cdof_core.ui.components.mark import mark_data

_draw = assemble_component("profile_table")

_RANK = tuple(Judgement)
"""Order of judgements when the table is sorted by them: worse first, not compared last."""


@dataclass(frozen=True, slots=True)
class Spine:
    """Where an area stands among all: shares of the width, the benchmark always at 0.5.

    Attributes:
        low: Start of the range.
        p25: Start of the middle half; None where there are too few areas.
        p75: End of the middle half; None with `p25`.
        high: End of the range.
        marker: The area itself; None where it has no value.
        beside: The second area; None where there is none, or it cannot be placed.
        low_word: What the low end is: "best", "worst" or, without a direction, "lowest".
        high_word: What the high end is.
    """

    low: float
    p25: float | None
    p75: float | None
    high: float
    marker: float | None
    beside: float | None = None
    low_word: str = ""
    high_word: str = ""


@dataclass(frozen=True, slots=True)
class BesideCell:
    """The second area's figure.

    Attributes:
        value: With its unit sign, or an en dash.
        interval: Under the value; empty for none.
        note: Another period, or why there is no value; empty where all is alike.
        judgement: Against the same benchmark; None where there is no figure.
        reason: `NotComparedReason` where there is no judgement; empty otherwise.
    """

    value: str
    interval: str = ""
    note: str = ""
    judgement: Judgement | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BenchmarkCell:
    """One comparator's value.

    Attributes:
        text: The value, or an en dash.
        basis: A word on what it is where it is not published: "pooled", "median"; else empty.
        detail: A sentence for those who point at it or listen; empty for none.
    """

    text: str
    basis: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One indicator of the profile; every text is final.

    Attributes:
        indicator_id: Which.
        name: Short name.
        note: After the name, for example "An estimate"; empty for none.
        warning: What to check before citing the figure; empty for nothing.
        outcome: Heading it stands under.
        period: As published.
        count: Numerator, or an en dash.
        value: With its unit sign.
        unit: Words after the name; empty where the value's sign says it.
        interval: Under the value, for example "15.1–19.1", or "no interval".
        benchmarks: One cell for each column of the table, in its order.
        judgement: Against the chosen benchmark.
        reason: `NotComparedReason` where there is none; empty otherwise.
        reason_sentence: The same as a sentence.
        spine: Position in the range; None where there is no range.
        spine_text: The position in words.
        spark: Values to draw, oldest first; None for a gap.
        spark_text: The line in words.
        trend: Recent trend in words, or "Not tested".
        trend_reason: Why it is not tested; empty where it is.
        href: Link to the indicator.
        count_order: Number to sort the counts by; None at the end.
        value_order: Number to sort the values by; None at the end.
        beside: The second area's figure; None where no second area is chosen.
    """

    indicator_id: IndicatorId
    name: str
    outcome: str
    period: str
    count: str
    value: str
    interval: str
    benchmarks: tuple[BenchmarkCell, ...]
    judgement: Judgement
    href: str
    unit: str = ""
    note: str = ""
    warning: str = ""
    reason: str = ""
    reason_sentence: str = ""
    spine: Spine | None = None
    spine_text: str = ""
    spark: tuple[float | None, ...] = ()
    spark_text: str = ""
    trend: str = ""
    trend_reason: str = ""
    count_order: float | None = None
    value_order: float | None = None
    beside: BesideCell | None = None


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """The whole table.

    Attributes:
        area: Heading of the column of values.
        benchmarks: Headings of the columns of comparators.
        caption: What the table shows, for those who listen.
        rows: In the order of the framework.
        spine_heading: Heading of the column of spines.
        beside: Heading of the column of a second area; empty for none.
        judged_against: Place among `benchmarks` of the one that the figures are judged against.
    """

    area: str
    benchmarks: tuple[str, ...]
    caption: str
    rows: tuple[ProfileRow, ...]
    spine_heading: str = "Lowest ← benchmark → highest"
    beside: str = ""
    judged_against: int = 0


def show_profile(table: ProfileTable) -> None:
    """Show the table: sorted and filtered in the browser, each row a link to its indicator."""
    data = {
        "area": table.area,
        "benchmarks": list(table.benchmarks),
        "caption": table.caption,
        "spine_heading": table.spine_heading,
        "beside": table.beside,
        "judged_against": table.judged_against,
        "rows": [_row_data(row) for row in table.rows],
    }
    _draw(data=data, key="profile_table")


_TEXTS = (
    "indicator_id",
    "name",
    "note",
    "warning",
    "outcome",
    "period",
    "count",
    "value",
    "unit",
    "interval",
    "spine_text",
    "spark_text",
    "trend",
    "trend_reason",
    "href",
)


def _row_data(row: ProfileRow) -> dict[str, object]:
    texts: dict[str, object] = {name: getattr(row, name) for name in _TEXTS}
    return texts | {
        "benchmarks": [asdict(cell) for cell in row.benchmarks],
        "mark": mark_data(row.judgement, reason=row.reason),
        "reason": row.reason_sentence,
        "spine": asdict(row.spine) if row.spine else None,
        "spark": list(row.spark),
        "beside": _beside_data(row.beside) if row.beside else None,
        "order": {
            "count": row.count_order,
            "value": row.value_order,
            "judgement": _RANK.index(row.judgement),
            "position": row.spine.marker if row.spine else None,
        },
    }


def _beside_data(cell: BesideCell) -> dict[str, object]:
    mark = mark_data(cell.judgement, reason=cell.reason) if cell.judgement else None
    return {"value": cell.value, "interval": cell.interval, "note": cell.note, "mark": mark}
