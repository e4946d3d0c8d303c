"""A page asks one question and holds no logic: about forty lines of calls to the floors below."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import (
    dotted_name,
    imports_of,
    name_of,
    page_files,
    texts_of,
)

LINES_AT_MOST = 60
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
SQL = re.compile(r"\b(select\b.+\bfrom|insert\s+into|update\b.+\bset|delete\s+from)\b", re.I | re.S)


def findings(source: str) -> list[str]:
    """What a page holds that belongs on a floor below, in words, with its line."""
    tree = ast.parse(source)
    found = [*faults_of_size(source), *faults_of_imports(source), *faults_of_text(source)]
    for node in ast.walk(tree):
        found += [f"line {getattr(node, 'lineno', 0)}: {fault}" for fault in faults_of_node(node)]
    return found


def faults_of_size(source: str) -> Iterator[str]:
    lines = [line.strip() for line in source.splitlines()]
    said = sum(bool(line) and not line.startswith("#") for line in lines)
    if said > LINES_AT_MOST:
        yield f"{said} lines, at most {LINES_AT_MOST}"


def faults_of_imports(source: str) -> Iterator[str]:
    for line, name in imports_of(source):
        floor = name.split(".")[:2]
        is_allowed = floor[0] == "streamlit" or floor == ["cdof_core", "ui"]
        is_drawing = floor == ["cdof_core", "charts"] and name.rsplit(".", 1)[1].startswith("draw_")
        if not (is_allowed or is_drawing):
            yield f"line {line}: imports {name}"


def faults_of_text(source: str) -> Iterator[str]:
    for line, text in texts_of(source):
        if SQL.search(text):
            yield f"line {line}: SQL"


def faults_of_node(node: ast.AST) -> Iterator[str]:
    if isinstance(node, DEFINITIONS):
        yield "defines something"
    if isinstance(node, ast.Attribute):
        name = dotted_name(node)
        if re.match(r"st\.(cache|session_state)", name):
            yield name
        if node.attr == "groupby":
            yield "groups rows"
        if name.startswith("alt."):
            yield "draws"
    if isinstance(node, ast.Compare):
        for side in (node.left, *node.comparators):
            if isinstance(side, ast.Constant) and isinstance(side.value, int | float):
                yield f"compares with {side.value!r}"


@pytest.mark.parametrize("path", page_files(), ids=name_of)
def test_a_page_holds_no_logic(path):
    assert findings(path.read_text(encoding="utf-8")) == []


def test_there_are_pages():
    assert len(page_files()) > 1


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        ("x = 1\n" * 61, "61 lines, at most 60"),
        ("def f(): ...", "line 1: defines something"),
        ("key = lambda row: row", "line 1: defines something"),
        ("@st.cache_data\nclass A: ...", "line 1: st.cache_data"),
        ("st.session_state['area']", "line 1: st.session_state"),
        ("table.groupby('area')", "line 1: groups rows"),
        ("alt.Chart(table)", "line 1: draws"),
        ("rows = 'SELECT value FROM observation'", "line 1: SQL"),
        ("rows = f'select {column} from observation'", "line 1: SQL"),
        ("if value > 0.05: ...", "line 1: compares with 0.05"),
        ("import pandas as pd", "line 1: imports pandas"),
        ("from cdof_core.store import values", "line 1: imports cdof_core.store.values"),
        ("from cdof_core.charts.spine import palette", "line 1: imports cdof_core.charts.spine"),
        ("from pages import about", "line 1: imports pages.about"),
    ],
)
def test_logic_in_a_page_is_found(source, finding):
    assert any(found.startswith(finding) for found in findings(source)), findings(source)


def test_a_page_as_it_should_be_passes():
    source = """
import streamlit as st

from cdof_core.charts.area_profile import draw_area_profile
from cdof_core.ui import load_area_profile, select_area, show_chart, show_no_data, show_source

st.title("Area profile")
st.caption("How does this area compare with its benchmarks?")
selection = select_area()
profile = load_area_profile(selection)
if profile.is_empty:
    show_no_data(selection)
    st.stop()
show_chart(draw_area_profile(profile.comparisons))
show_source(profile.source)
"""
    assert findings(source) == []
