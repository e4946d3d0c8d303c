"""The auditor of tables and chapters: reads anyone's document and says what cannot be right."""

from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.reading.errors import UnreadableError
from cdof_core.checker.report import Report, check_document, check_file, check_text, check_upload

__all__ = [
    "Confidence",
    "Finding",
    "Kind",
    "Report",
    "UnreadableError",
    "check_document",
    "check_file",
    "check_text",
    "check_upload",
]
