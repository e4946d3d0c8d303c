"""Named errors. Each message says what was wrong, with the value, and what to do."""


class CdofError(Exception):
    """Base of every error this project raises on purpose; its text is fit for a user."""


class DataError(CdofError):
    """A catalogue file holds something that cannot be published."""

    def __init__(
        self, *, file: str, expectation: str, row: int | None = None, value: str = ""
    ) -> None:
        """Name the place, the value found and what was expected.

        Args:
            file: File name as the user knows it.
            expectation: What should have stood there and how to mend it.
            row: Line in the file, the header being line 1; None where it is not one row.
            value: The offending value.
        """
        self.file = file
        self.row = row
        self.value = value
        self.expectation = expectation
        place = file if row is None else f"{file}, line {row}"
        found = f": found {value!r}" if value else ""
        super().__init__(f"{place}{found}. {expectation}")


class SnapshotError(CdofError):
    """The published snapshot is missing, damaged or of another version."""


class SelectionError(CdofError):
    """Something chosen in a link or a menu does not exist in this snapshot."""
