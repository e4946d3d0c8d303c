"""What the code must never hold, on whichever floor."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import (
    CORE,
    ROOT,
    TESTS,
    comments_of,
    dotted_name,
    imports_of,
    is_text,
    name_of,
    page_files,
    python_files,
    texts_of,
)

LINES_AT_MOST = 300
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
# Text or bytes from outside become code or objects through these.
UNSAFE_IMPORTS = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__"}
UNSAFE_METHODS = {"read_pickle", "to_pickle"}
RUNS_SQL = {"execute", "executemany", "sql", "query"}
PUT_TOGETHER = re.compile(
    r"\b(select\b.+\bfrom|insert\s+into|update\b.+\bset|delete\s+from|create\s+(table|view))\b",
    re.I | re.S,
)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
SILENCED = re.compile(r"noqa: *S|noqa *$|type: *ignore *$|pyright: *ignore *$")
FOREIGN_RESOURCE = re.compile(
    r"""(src|data)=["']?https?://|<link[^>]+https?://|@import|url\(["']?https?://"""
    r"|fonts\.g|\bcdn\.|unpkg\.com|jsdelivr",
    re.I,
)
SHIPPED = [*python_files(CORE), *page_files()]


def findings(source: str) -> list[str]:
    """What a file of the shipped code holds that it must not, with its line."""
    found = [*faults_of_imports(source), *faults_of_comments(source), *faults_of_text(source)]
    for node in ast.walk(ast.parse(source)):
        found += [f"line {getattr(node, 'lineno', 0)}: {fault}" for fault in faults_of_node(node)]
    return found


def faults_of_imports(source: str) -> Iterator[str]:
    for line, name in imports_of(source):
        if name.split(".")[0] in {*UNSAFE_IMPORTS, "tests", "pages", "app"}:
            yield f"line {line}: imports {name}"


def faults_of_comments(source: str) -> Iterator[str]:
    for line, comment in comments_of(source):
        if UNFINISHED.search(comment):
            yield f"line {line}: unfinished"
        if SILENCED.search(comment):
            yield f"line {line}: silences a check"


def faults_of_text(source: str) -> Iterator[str]:
    for line, text in texts_of(source):
        if FOREIGN_RESOURCE.search(text):
            yield f"line {line}: loads from another server"


def faults_of_node(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assert):
        yield "validates with assert"
    if isinstance(node, ast.Name) and node.id == "NotImplementedError":
        yield "unfinished"
    if isinstance(node, ast.Call):
        name = dotted_name(node.func)
        if name in UNSAFE_CALLS or name.rsplit(".", 1)[-1] in UNSAFE_METHODS:
            yield f"calls {name}"
        if name.rsplit(".", 1)[-1] in RUNS_SQL and any(map(is_put_together, node.args)):
            yield "runs SQL put together from text"
    if isinstance(node, ast.expr) and is_put_together(node):
        fixed = " ".join(
            str(part.value) for part in ast.walk(node) if isinstance(part, ast.Constant)
        )
        if PUT_TOGETHER.search(fixed):
            yield "puts SQL together from text"


def is_put_together(node: ast.expr) -> bool:
    """Whether a text is made from parts: an f-string, "+", "%" or format()."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add | ast.Mod) and holds_text(node)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return isinstance(node, ast.JoinedStr)


def holds_text(node: ast.AST) -> bool:
    """Whether a text stands anywhere in an expression."""
    return any(map(is_text, ast.walk(node)))


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_shipped_code_holds_nothing_banned(path):
    assert findings(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_a_module_holds_one_idea(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_AT_MOST, f"{lines} lines: it has outgrown one idea"


def test_every_module_is_named_after_what_it_is_about():
    everything = [*SHIPPED, *python_files(TESTS), *python_files(ROOT / "benchmarks")]
    assert [name_of(path) for path in everything if path.stem in EMPTY_NAMES] == []


@pytest.mark.parametrize("path", sorted((ROOT / "queries").rglob("*.sql")), ids=name_of)
def test_no_query_is_unfinished(path):
    assert not UNFINISHED.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        ("import pickle", "line 1: imports pickle"),
        ("from tests.unit import oracle", "line 1: imports tests.unit.oracle"),
        ("from pages import about", "line 1: imports pages.about"),
        ("x = 1  # TODO later", "line 1: unfinished"),
        ("raise NotImplementedError", "line 1: unfinished"),
        ("x = y  # noqa", "line 1: silences a check"),
        ("x = y  # noqa: S608", "line 1: silences a check"),
        ("x = y  # type: ignore", "line 1: silences a check"),
        ("assert x > 0", "line 1: validates with assert"),
        ("eval(text)", "line 1: calls eval"),
        ("pd.read_pickle(path)", "line 1: calls pd.read_pickle"),
        ("db.execute(f'{table}')", "line 1: runs SQL put together from text"),
        ("db.execute('ATTACH ' + path)", "line 1: runs SQL put together from text"),
        ("db.sql('{}'.format(table))", "line 1: runs SQL put together from text"),
        ("q = f'SELECT {column} FROM area'", "line 1: puts SQL together from text"),
        ("q = 'DELETE FROM %s' % table", "line 1: puts SQL together from text"),
        ("html = '<script src=\"https://x.org/a.js\">'", "line 1: loads from another server"),
        ("css = '@import url(a.css)'", "line 1: loads from another server"),
    ],
)
def test_what_is_banned_is_found(source, finding):
    assert finding in findings(source)


@pytest.mark.parametrize(
    "source",
    [
        "db.execute(read_query('areas'), {'area_code': code})",
        "label = f'{count} of {total} areas selected from England'",
        "total = first + second",
        "source = 'https://www.gov.uk/government/statistics'",
        "x = np.exp(y)  # type: ignore[no-any-return]",
        "pattern = re.compile('[A-Z]')",
    ],
)
def test_what_is_allowed_passes(source):
    assert findings(source) == []
