"""What cannot be read."""

from cdof_core.domain.errors import CdofError


class UnreadableError(CdofError):
    """A file cannot be checked; the message names it and what was expected."""
