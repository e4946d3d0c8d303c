"""What travels with a table: definition, sources, licence, method, snapshot, link."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.records import records_of
from cdof_core.narrative.periods import day_text, period_text, stated_day_text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from, for the sheet that travels with it.

    Attributes:
        datasets: The catalogue of datasets.
        content_hash: Snapshot the figures come from.
        built_at: When that snapshot was built.
        link: Address of the page that shows the same; empty where there is none.
    """

    datasets: pd.DataFrame
    content_hash: str
    built_at: pd.Timestamp
    link: str = ""


def source_names(used: "pd.Series[str]", origin: Origin) -> list[str]:
    """Return publisher and publication of each row; empty where it has no dataset."""
    named = origin.datasets.set_index("dataset_id")
    names = named["publisher"] + ", " + named["publication"]
    return ["" if pd.isna(dataset) else str(names[dataset]) for dataset in used]


def definition_lines(view: IndicatorView) -> list[tuple[str, str]]:
    """Return what a measure counts and what it cannot tell."""
    row = view.indicator
    return [
        ("Measure", str(row["name"])),
        ("Unit", str(row["unit"])),
        ("Period", period_text(view.period)),
        ("Method or edition", view.vintage),
        ("What is counted", str(row["definition"])),
        ("Who is counted", str(row["inclusion_basis"])),
        ("Limitations", str(row["limitations"])),
        ("Comparability", str(row["comparability"])),
        ("How it is computed here", str(row["derived_from"])),
    ]


def source_lines(used: Any, origin: Origin) -> list[tuple[str, str]]:  # noqa: ANN401 (any iterable)
    """Return what the publishers ask to be said, dataset by dataset."""
    rows = origin.datasets[origin.datasets["dataset_id"].isin(list(used))]
    said: list[tuple[str, str]] = []
    for row in records_of(rows):
        name = ", ".join(
            str(row[part]) for part in ("publisher", "publication", "table_name") if row[part]
        )
        published = stated_day_text(str(row["published"]))
        said += [
            ("Source", f"{name} ({published})" if published else name),
            ("Address", str(row["url"])),
            ("Licence", str(row["licence"])),
            ("Attribution", str(row["attribution"])),
            ("Caveats", str(row["caveats"])),
        ]
    return said


def method_lines(origin: Origin) -> list[tuple[str, str]]:
    """Return how figures were judged, what is withheld, and how to find them again."""
    return [
        (
            "Method",
            "A value is judged by its 95% confidence interval against the benchmark's value for "
            "the same period, sex, age and method. Limits are the publisher's where published, "
            "otherwise Wilson's for proportions, exact Poisson below 10 events and Byar's from 10 "
            "for rates.",
        ),
        (
            "Disclosure",
            "Open data only. What a publisher suppresses or withholds stays so; an empty cell has "
            "its reason in the column “What is missing and why”.",
        ),
        ("Snapshot", f"{origin.content_hash}, built {day_text(origin.built_at)}"),
        ("Link", origin.link),
    ]
