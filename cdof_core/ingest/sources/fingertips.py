"""OHID Fingertips: exports of indicator data as CSV, downloaded or fetched."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd

from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.imported import REASON, SOURCE_SHEET, Imported, Problem, Severity, refuse
from cdof_core.ingest.sources.findings import as_observations
from cdof_core.ingest.sources.fingertips_known import (
    declare_indicator,
    known_indicators,
    own_id,
)
from cdof_core.ingest.sources.fingertips_layout import (
    Layout,
    as_utf8,
    is_export,
    read_layout,
    taken_off,
)
from cdof_core.ingest.sources.fingertips_periods import know_periods
from cdof_core.ingest.sources.fingertips_reading import (
    MOST_REJECTED,
    BrokenRow,
    Export,
)
from cdof_core.ingest.sources.guard import FileKind
from cdof_core.ingest.sources.opening import Importer, describe_dataset
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import Opened

NAME: Final = "fingertips"
URL: Final = "https://fingertips.phe.org.uk/"
_REASONS: Final[Mapping[str, tuple[Severity, str, str]]] = {
    "no indicator ID": (Severity.ERROR, "Expected the number of an indicator.", "Mend the row."),
    "no area code": (Severity.ERROR, "Expected an area code.", "Mend the row."),
    "not a number": (
        Severity.ERROR,
        "Value, count and denominator must be numbers or empty.",
        "Mend the cell, or download the export again.",
    ),
    "negative count": (Severity.ERROR, "Counts cannot be below 0.", "Mend the cell."),
    "no period": (Severity.ERROR, "Expected a time period.", "Mend the row."),
    "repeated row": (
        Severity.WARNING,
        "The row repeats an earlier one of the same figure; it is used once.",
        "",
    ),
    "two values": (
        Severity.WARNING,
        "The row gives another value for a figure that an earlier row gives; the first is used.",
        "Export one area type at a time: types can share codes.",
    ),
}


def knows(opened: Opened) -> bool:
    """Whether a file looks like an export."""
    if opened.looked.kind is FileKind.TEXT:
        try:
            layout = read_layout(opened.looked.path, name=opened.name)
        except Exception:
            return False
        return is_export(list(layout.headings))
    return any(
        bool(rows) and is_export([str(cell) for cell in rows[0]])
        for rows in (opened.sheet(name).rows for name in opened.sheet_names[:5])
    )


def read(opened: Opened, places: Places) -> Imported:
    """Read an export file; see `read_export`."""
    return read_export(opened, places)


def read_export(
    opened: Opened,
    places: Places,
    *,
    metadata: Mapping[int, Mapping[str, str]] | None = None,
    dataset_id: str = "",
    retrieved: str = "",
) -> Imported:
    """Read an export of any indicators and area types.

    Args:
        opened: The export.
        places: The catalogue's areas.
        metadata: Rows of the publisher's metadata by indicator number, where at hand.
        dataset_id: Name of the room; from the indicators if left out.
        retrieved: Day on which it was fetched, ISO.

    Returns:
        Figures of England, regions and upper-tier authorities, categories as breakdowns; more
        than 200,000 as a Parquet file. Districts, NHS areas and practices are left out.

    Raises:
        ImportRefusedError: It is no such export.
    """
    folder = Path(tempfile.mkdtemp(prefix="cdof-fingertips-"))
    try:
        path = as_utf8(opened, folder)
        layout = read_layout(path, name=opened.name)
        with Export(folder) as export:
            broken = export.load(path, layout, name=opened.name)
            return _hand_on(
                export,
                opened,
                places,
                broken=broken,
                layout=layout,
                metadata=metadata or {},
                dataset_id=dataset_id,
                retrieved=retrieved,
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hand_on(
    export: Export,
    opened: Opened,
    places: Places,
    *,
    broken: list[BrokenRow],
    layout: Layout,
    metadata: Mapping[int, Mapping[str, str]],
    dataset_id: str,
    retrieved: str,
) -> Imported:
    export.judge()
    problems = list(_describe_faults(export, opened.name, broken, layout))
    seen = export.answer("fingertips_indicators")
    if not seen:
        refuse(file=opened.name, expected="No row holds the number of an indicator.")
    problems += know_periods(export, opened.name)
    export.know("known_indicators", _known_table(seen))
    export.know("same_areas", _same_table(places))
    figures = export.observations(file_name=opened.name)
    if isinstance(figures, pd.DataFrame):
        figures = as_observations(figures)
    indicators, unclear = _declare(seen, metadata)
    if unclear:
        problems.append(_about_units(opened.name, unclear))
    numbers = [int(row["fingertips_id"]) for row in seen]
    return Imported(
        dataset_id=dataset_id or _dataset_id(numbers),
        dataset={**_describe(numbers), "retrieved": retrieved},
        observations=figures,
        importer=NAME,
        indicators=tuple(indicators),
        problems=tuple(problems),
        rejected=_rejected(export, opened.name, broken),
        sources=(opened.source(),),
        is_public=True,
    )


def _describe(numbers: list[int]) -> dict[str, str]:
    named = ", ".join(map(str, numbers[:12])) + (" and others" if len(numbers) > 12 else "")  # noqa: PLR2004
    return describe_dataset(
        publisher="Office for Health Improvement and Disparities",
        publication=f"Public health profiles (Fingertips), indicators {named}",
        table_name="Indicator data",
        url=URL,
        frequency="Quarterly updates; most indicators yearly",
        attribution="Source: Office for Health Improvement and Disparities, Public health profiles "
        "(Fingertips), licensed under the Open Government Licence v3.0.",
        caveats="Values, counts and limits as published; what the profile judges of them is not "
        "taken over. Values can be blank where counts are few: the newest value of one area can be "
        "of another period than that of the next. Pooled windows overlap.",
    )


def _dataset_id(numbers: list[int]) -> str:
    most_named = 3
    if len(numbers) <= most_named:
        return f"{NAME}-{'-'.join(map(str, numbers))}"
    digest = hashlib.sha256(repr(numbers).encode()).hexdigest()[:8]
    return f"{NAME}-{len(numbers)}-indicators-{digest}"


def _describe_faults(
    export: Export, name: str, broken: list[BrokenRow], layout: Layout
) -> Iterator[Problem]:
    for reason, rows, first, area, found in export.reasons():
        if reason in _REASONS:
            severity, expected, remedy = _REASONS[reason]
            yield Problem(
                severity=severity,
                rule=reason,
                file=name,
                row=first,
                value=f"{area or ''}: {found or ''}"[:80],
                expected=expected,
                remedy=remedy,
                count=rows,
            )
    yield from taken_off(layout, file=name)
    types = export.area_types_not_held()
    if types:
        shown = ", ".join(f"{kind or 'no type'} ({rows:,})" for kind, rows in types[:6])
        yield Problem(
            severity=Severity.WARNING,
            rule="area types",
            file=name,
            value=shown,
            expected="Only England, regions and upper-tier authorities are held; rows of other "
            "area types are left out.",
            count=sum(rows for _, rows in types),
        )
    for row in broken[:20]:
        yield Problem(
            severity=Severity.ERROR,
            rule="rows",
            file=name,
            row=row.line,
            value=row.text,
            expected=f"The row does not fit the {len(layout.headings)} columns of the header "
            f"({row.fault}).",
            remedy="Look for a stray quotation mark or comma there.",
        )


def _known_table(seen: list[dict[str, Any]]) -> pd.DataFrame:
    known = known_indicators()
    numbers = [int(row["fingertips_id"]) for row in seen]
    return pd.DataFrame(
        {
            "fingertips_id": numbers,
            "indicator_id": [own_id(number) for number in numbers],
            "flag": [known[number].flag if number in known else "" for number in numbers],
            "table_name": [f"Indicator {number}" for number in numbers],
        }
    ).astype({"indicator_id": "str", "flag": "str", "table_name": "str"})


def _same_table(places: Places) -> pd.DataFrame:
    return pd.DataFrame(
        {"other_code": list(places.same.keys()), "own_code": list(places.same.values())},
        dtype="str",
    )


def _declare(
    seen: list[dict[str, Any]], metadata: Mapping[int, Mapping[str, str]]
) -> tuple[list[dict[str, Any]], list[int]]:
    declared: list[dict[str, Any]] = []
    unclear: list[int] = []
    for row in seen:
        number = int(row["fingertips_id"])
        indicator, is_published = declare_indicator(number, row, metadata.get(number, {}))
        declared.append(indicator)
        if not is_published:
            unclear.append(number)
    return declared, unclear


def _about_units(name: str, numbers: list[int]) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        rule="units",
        file=name,
        value=", ".join(map(str, numbers[:12])),
        expected="An export does not name the unit and kind of its values; they were worked out "
        "from count, denominator and value.",
        remedy="Fetch the indicators online to have the publisher's metadata with them.",
        count=len(numbers),
    )


def _rejected(export: Export, name: str, broken: list[BrokenRow]) -> pd.DataFrame:
    rows = export.frame("fingertips_left_out", most=MOST_REJECTED)
    rows = rows.rename(columns={"row_number": SOURCE_LINE, "reason": REASON, "value_text": "value"})
    lines = [{SOURCE_LINE: str(row.line), REASON: row.fault, "value": row.text} for row in broken]
    rows = pd.concat([rows, pd.DataFrame(lines, dtype="str")], ignore_index=True)
    if rows.empty:
        return pd.DataFrame()
    named = rows.assign(**{SOURCE_FILE: name, SOURCE_SHEET: ""}).fillna("")
    ordered = [SOURCE_FILE, SOURCE_SHEET, SOURCE_LINE, REASON]
    named[SOURCE_LINE] = pd.to_numeric(named[SOURCE_LINE]).astype("Int64")
    return named[[*ordered, *(column for column in named.columns if column not in ordered)]]


IMPORTER: Final = Importer(
    name=NAME,
    title="OHID Fingertips: exports of indicator data (csv)",
    rhythm="Every quarter; each indicator as a rule once a year",
    find_at=URL,
    knows=knows,
    read=read,
    signs=("indicator id", "time period sortable", r"lower ci 95\.0 limit"),
)
