"""`judge`: judge every current headline figure, and count what came out."""

import argparse
import time
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.snapshot_judgement import judge_snapshot
from cdof_core.domain import BenchmarkKind, Judgement, RecentTrend
from cdof_core.narrative.words import REASONS, trend_word

_HEADINGS: Final = {
    BenchmarkKind.ENGLAND: "Against England",
    BenchmarkKind.REGION: "Against the region",
    BenchmarkKind.DFE_NEIGHBOURS: "Against the statistical neighbours (DfE)",
}


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "judge", help="judge every headline figure of every authority and count the answers"
    )
    parser.add_argument(
        "--levels", type=int, choices=(3, 5), default=3, help="levels of judgement (default: 3)"
    )
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Print counts by judgement, by reason for none, and by recent trend."""
    started = time.monotonic()
    judged = judge_snapshot(levels=5 if chosen.levels == 5 else 3)  # noqa: PLR2004
    seconds = time.monotonic() - started
    print(
        f"{judged.figures:,} headline figures of {judged.indicators} indicators for "
        f"{judged.areas} authorities, judged in {seconds:.1f} s."
    )
    for kind, heading in _HEADINGS.items():
        rows = judged.judgements[judged.judgements["benchmark"] == kind.value]
        _print_counts(
            heading,
            rows.rename(columns={"judgement": "answer", "figures": "count"}),
            none=Judgement.NOT_COMPARED.value,
            words=REASONS,
        )
    trends = judged.trends.rename(
        columns={"trend": "answer", "trend_reason": "reason", "series": "count"}
    )
    none = RecentTrend.CANNOT_BE_CALCULATED.value
    words = {str(reason): trend_word(none, str(reason), "") for reason in trends["reason"]}
    heading = f"Recent trends of {trends['count'].sum():,} series"
    _print_counts(heading, trends, none=none, words=words)
    return 0


def _print_counts(heading: str, rows: pd.DataFrame, *, none: str, words: dict[str, str]) -> None:
    """Print one line of answers, and one line for each reason why there is none."""
    totals = rows.groupby("answer")["count"].sum()
    named = [f"{count:,} {str(answer).replace('_', ' ')}" for answer, count in totals.items()]
    print(f"\n{heading}: {', '.join(named)}.")
    reasons = rows[rows["answer"] == none].sort_values("count", ascending=False)
    for row in reasons.itertuples(index=False):
        print(f"{row.count:>10,}  {words[str(row.reason)]}")
