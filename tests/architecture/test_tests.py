"""Tests that may not run, or that hide where their data comes from, are no tests."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import CORE, TESTS, dotted_name, name_of, python_files

EVASIONS = re.compile(r"^(pytest|unittest)\.(mark\.)?(skip|skipif|xfail|importorskip|skipTest)$")
READS_RAW_FILES = re.compile(r"\b(reference_dir|CDOF_REFERENCE_DIR)\b")
ALL = python_files(TESTS)
# Where the folder is made available, and where its name is looked for.
NAMES_THE_FOLDER = (TESTS / "conftest.py", TESTS / "architecture" / "test_tests.py")


def evasions(source: str) -> Iterator[str]:
    """Ways in which a test may pass without having run."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and EVASIONS.match(dotted_name(node)):
            yield f"line {node.lineno}: {dotted_name(node)}"


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_every_test_runs(path):
    assert list(evasions(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "path", [path for path in ALL if path not in NAMES_THE_FOLDER], ids=name_of
)
def test_only_raw_tests_read_raw_files(path):
    reads = READS_RAW_FILES.search(path.read_text(encoding="utf-8"))
    assert reads is None or path.name.endswith("_raw.py")


@pytest.mark.parametrize("path", python_files(TESTS / "unit"), ids=name_of)
def test_unit_tests_mirror_the_core(path):
    assert (CORE / path.parent.relative_to(TESTS / "unit")).is_dir()


@pytest.mark.parametrize(
    "source",
    [
        "pytest.skip('no network')",
        "@pytest.mark.skipif(True, reason='')\ndef test_a(): ...",
        "@pytest.mark.xfail\ndef test_a(): ...",
        "pytest.importorskip('numpy')",
    ],
)
def test_an_evasion_is_found(source):
    assert len(list(evasions(source))) == 1
