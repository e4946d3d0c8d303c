"""Checks that need no snapshot run without one."""

from collections.abc import Callable

import pytest

from cdof_core.checker import Finding
from cdof_core.checker.published import Published
from cdof_core.checker.reading import read_text
from cdof_core.checker.report import check_document


@pytest.fixture
def check() -> Callable[[str], tuple[Finding, ...]]:
    """Check a text without published figures."""
    return lambda text: check_document(read_text(text), published=Published()).findings
