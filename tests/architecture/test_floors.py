"""The rules of the floors that a contract of import-linter cannot state."""

import sys

import pytest

from tests.architecture.sources import CORE, imports_of, module_of, name_of, python_files

NUMBERS_ONLY = {"numpy", "scipy"}


def foreign_imports(source: str, module: str, allowed: set[str]) -> list[str]:
    """Imported libraries beyond the standard library, the core itself and the allowed ones."""
    known = {*sys.stdlib_module_names, "cdof_core", *allowed}
    return [name for _, name in imports_of(source, module) if name.split(".")[0] not in known]


def importers_of_ingest() -> list[str]:
    """Modules of the ui that import the building of the snapshot."""
    return [
        module_of(path)
        for path in python_files(CORE / "ui")
        if any(
            name.startswith("cdof_core.ingest")
            for _, name in imports_of(path.read_text(encoding="utf-8"), module_of(path))
        )
    ]


@pytest.mark.parametrize("path", python_files(CORE / "domain"), ids=name_of)
def test_the_domain_needs_the_standard_library_alone(path):
    assert foreign_imports(path.read_text(encoding="utf-8"), module_of(path), set()) == []


@pytest.mark.parametrize("path", python_files(CORE / "statistics"), ids=name_of)
def test_statistics_need_numpy_and_scipy_alone(path):
    assert foreign_imports(path.read_text(encoding="utf-8"), module_of(path), NUMBERS_ONLY) == []


def test_another_library_is_found():
    source = "import math\nimport pandas as pd\nfrom scipy.stats import chi2\n"
    assert foreign_imports(source, "cdof_core.statistics.x", NUMBERS_ONLY) == ["pandas"]


def test_the_ui_reaches_the_ingest_through_one_module():
    assert len(importers_of_ingest()) == 1, importers_of_ingest()


def test_relative_imports_are_resolved():
    found = list(imports_of("from ..ingest import build", "cdof_core.ui.snapshot"))
    assert found == [(1, "cdof_core.ingest.build")]
