"""Readers of pasted text, text files, CSV, Excel and Word: all give one `Document`."""

from cdof_core.checker.reading.files import read_file
from cdof_core.checker.reading.text import read_text

__all__ = ["read_file", "read_text"]
