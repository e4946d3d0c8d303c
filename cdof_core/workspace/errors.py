"""What can go wrong with what users enter."""

from typing import TYPE_CHECKING, ClassVar

from cdof_core.domain import CdofError

if TYPE_CHECKING:
    from cdof_core.workspace.entry_rows import Entry


class WorkspaceError(CdofError):
    """The workspace cannot be opened, read or written."""


class InvalidEntryError(CdofError):
    """Something without a name, with a name already taken, or too long to keep."""


class InvalidGroupError(InvalidEntryError):
    """A group with too few members."""


class NotAllowedError(CdofError):
    """The role of whoever asks does not reach; nothing was saved."""


class ChangedMeanwhileError(CdofError):
    """Someone else changed or deleted the same thing since it was read; nothing was saved."""

    said: ClassVar[str] = "{it} was changed or deleted by someone else. Nothing was saved."
    unnamed: ClassVar[str] = "It"

    def __init__(self, name: str, newest: "Entry | None" = None) -> None:
        """Say what was changed, and carry what it is now.

        Args:
            name: What the user calls it; empty for what has no name, as a note.
            newest: As it is saved now, for the choice what to keep; None where it was deleted.
        """
        self.newest = newest
        super().__init__(self.said.format(it=repr(name) if name else self.unnamed))


class ChangedSinceError(ChangedMeanwhileError):
    """A change that cannot be undone: a later one of the same thing stands; nothing was undone."""

    said = (
        "{it} was changed again since, so that this change can no longer be undone. Nothing "
        "was undone."
    )


class ErasedSinceError(ChangedSinceError):
    """A change that cannot be undone: nothing is left of the thing; nothing was undone."""

    said = "Nothing is kept of {it} any more, so that this change cannot be undone."
    unnamed = "it"


class BackupError(CdofError):
    """A file that is no backup, or one that cannot be restored here."""


class VotingClosedError(CdofError):
    """A code that opens no workshop, or one that takes no votes now."""
