"""What can go wrong with what users enter."""

from cdof_core.domain import CdofError


class WorkspaceError(CdofError):
    """The workspace cannot be opened, read or written."""


class InvalidGroupError(CdofError):
    """A group without a name, or with too few members."""


class InvalidScenarioError(CdofError):
    """A scenario without a name, with a name already taken, or too long to keep."""


class ChangedMeanwhileError(CdofError):
    """Someone else changed or deleted the same thing since it was read; nothing was saved."""
