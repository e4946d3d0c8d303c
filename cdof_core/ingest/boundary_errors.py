"""What can be wrong with a boundary file or its download."""

from cdof_core.domain.errors import CdofError


class BoundaryError(CdofError):
    """Boundaries could not be taken over; nothing was written."""


class BoundaryFileError(BoundaryError):
    """The file is missing, is not a boundary file, or has no outlines in a known place."""


class BoundaryCodesError(BoundaryError):
    """No column of the file holds codes of upper-tier authorities."""


class BoundaryMismatchError(BoundaryError):
    """The file is of another year: it lacks authorities that the explorer knows.

    Attributes:
        missing: Codes of the explorer that the file lacks.
        unexpected: English codes of the file that the explorer does not know.
    """

    def __init__(
        self, message: str, *, missing: tuple[str, ...], unexpected: tuple[str, ...]
    ) -> None:
        """Keep both lists beside the sentence that names them."""
        self.missing = missing
        self.unexpected = unexpected
        super().__init__(message)


class BoundarySizeError(BoundaryError):
    """The outlines cannot be made small enough without losing an authority."""


class BoundaryDownloadError(BoundaryError):
    """Boundaries could not be fetched from their publisher."""
