"""Figures of a measure by substance, age, deprivation or another breakdown, as a table."""

from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.records import records_of
from cdof_core.domain import AreaCode
from cdof_core.domain.area import ENGLAND, ENGLAND_AND_WALES
from cdof_core.domain.sex import PERSONS, SEXES, people_of
from cdof_core.narrative.numbers import MISSING, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import FLAGS
from cdof_core.store.observations import breakdown_series
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.indicator import offers_sex
from cdof_core.ui.session import current_selection
from cdof_core.ui.sources import note_on_screen
from cdof_core.ui.url import read_parameters

_PERIODS = 6
"""Newest periods shown; the files hold all."""


def show_breakdowns(view: IndicatorView) -> None:
    """Show the newest figures by breakdown: of the chosen area, else of the country.

    Nothing is shown where the measure has no breakdown.
    """
    found = _rows(str(view.indicator["indicator_id"]), view.places.own_codes, content_hash())
    if found.empty:
        return
    st.header("By breakdown", anchor=False)
    with st.container(horizontal=True, gap="small"):
        kind = _choose_kind(found)
        rows = _of_one_area(found[found["breakdown_type"] == kind], view)
        shown = rows[rows["sex"] == _choose_sex(rows)]
    area = read_table("areas").set_index("area_code")["name"][shown["area_code"].iloc[0]]
    unit = str(view.indicator["unit"])
    sex = str(shown["sex"].iloc[0])
    who = "" if sex == PERSONS else f", {people_of(sex)}"
    st.caption(f"{area}{who}, {unit}. The newest periods; the files hold every one.")
    note_on_screen(shown["dataset_id"])
    show_table(_table(shown, view, kind=kind), key="breakdowns")
    stem = file_stem(view.indicator["indicator_id"], "by", kind)
    show_beside(
        plain_files(f"{view.indicator['name']} by {kind}", _file(rows), file_stem=stem),
        key="breakdowns",
        defines=[str(view.indicator["indicator_id"])],
    )


@st.cache_resource(max_entries=60, show_spinner=False)
def _rows(indicator_id: str, own: tuple[AreaCode, ...], key: str) -> pd.DataFrame:  # noqa: ARG001
    codes = [*own, ENGLAND, ENGLAND_AND_WALES]
    return breakdown_series(indicator_id=indicator_id, area_codes=codes)


def _choose_kind(rows: pd.DataFrame) -> str:
    kinds = [str(kind) for kind in rows["breakdown_type"].unique()]
    asked = read_parameters()["breakdown"]
    current = asked if asked in kinds else kinds[0]
    labels = {kind: kind.replace("_", " ").capitalize() for kind in kinds}
    choose_parameter("By", "breakdown", labels, current=current, width=260)
    return current


def _choose_sex(rows: pd.DataFrame) -> str:
    """Return the sex to show; the menu is drawn unless the page has it above."""
    found = set(rows["sex"])
    sexes = [sex for sex in SEXES if sex in found]
    asked = current_selection().sex
    current = asked if asked in sexes else sexes[0]
    if len(sexes) > 1 and not offers_sex(str(rows["indicator_id"].iloc[0])):
        choose_parameter("Sex", "sex", {sex: sex for sex in sexes}, current=current, width=130)
    return current


def _of_one_area(rows: pd.DataFrame, view: IndicatorView) -> pd.DataFrame:
    """Keep the figures of the chosen area; where it has none, the newest and fullest national."""
    own = rows[rows["area_code"].isin(view.places.own_codes)]
    if len(own):
        return own[own["area_code"] == own["area_code"].iloc[0]]
    codes = [code for code in (ENGLAND, ENGLAND_AND_WALES) if (rows["area_code"] == code).any()]
    parts = [rows[rows["area_code"] == code] for code in codes]
    return max(parts, key=lambda part: (part["period_end"].max(), len(part)))


def _table(rows: pd.DataFrame, view: IndicatorView, *, kind: str) -> DataTable:
    ordered = rows.sort_values(["period_end", "period_start", "vintage"])
    labels = list(ordered["period_label"].drop_duplicates())[-_PERIODS:]
    labels.reverse()
    ages = list(dict.fromkeys(ordered["age"]))
    groups = tuple(
        (
            f"Ages {age}" if len(ages) > 1 else "",
            _category_rows(ordered[ordered["age"] == age], view, labels=labels, kind=kind),
        )
        for age in ages
    )
    return DataTable(
        caption=f"{view.indicator['name']} by {kind}",
        columns=(kind.replace("_", " ").capitalize(), *(period_text(label) for label in labels)),
        groups=groups,
        numbers=tuple(range(1, len(labels) + 1)),
        noun="categories",
        is_compact=True,
    )


def _category_rows(
    rows: pd.DataFrame, view: IndicatorView, *, labels: list[str], kind: str
) -> tuple[Row, ...]:
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    records = records_of(rows)
    cells = {(row["breakdown"], row["period_label"]): _text(row, unit, decimals) for row in records}
    newest = {str(row["breakdown"]): row["value"] for row in records}
    return tuple(
        (Cell(name), *(Cell(cells.get((name, label), MISSING)) for label in labels))
        for name in _in_order(list(newest), newest, kind=kind)
        if any((name, label) in cells for label in labels)
    )


def _in_order(names: list[str], newest: dict[str, float], *, kind: str) -> list[str]:
    """Keep the order of deprivation and age; put others with the highest newest value first."""
    if kind.startswith(("deprivation", "age")):
        return names
    return sorted(names, key=lambda name: -newest[name] if pd.notna(newest[name]) else 1.0)


def _text(row: dict[Any, Any], unit: str, decimals: int) -> str:
    if pd.isna(row["value"]):
        return str(row["flag"]).replace("_", " ") or MISSING
    return value_text(row["value"], unit=unit, decimals=decimals, with_unit=False)


def _file(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Area code": rows["area_code"],
            "Breakdown": rows["breakdown"],
            "Period": rows["period_label"],
            "Sex": rows["sex"],
            "Age": rows["age"],
            "Method or edition": rows["vintage"],
            "Value": rows["value"],
            "Lower 95% limit": rows["lower95"],
            "Upper 95% limit": rows["upper95"],
            "Count": rows["numerator"],
            "Out of": rows["denominator"],
            "Flag": [FLAGS.get(str(flag), str(flag)) for flag in rows["flag"]],
            "Note": rows["note"],
        }
    )
