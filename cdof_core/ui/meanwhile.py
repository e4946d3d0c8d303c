"""What came of a change, and the choice where somebody else changed the same thing meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.kept_words import kept_words
from cdof_core.ui.panels import as_plain_text, show_error
from cdof_core.ui.taking_away import Removal, leave_word, show_removal
from cdof_core.workspace import Change
from cdof_core.workspace.entries import Entry
from cdof_core.workspace.errors import ChangedMeanwhileError


class Saved(Protocol):
    """Anything that users save, as its module of the workspace reads it."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def entry(self) -> Entry | None:
        """As it was read; None while it is not kept."""
        ...


Item = TypeVar("Item", bound=Saved)


@dataclass(frozen=True, slots=True)
class Edit(Generic[Item]):
    """One thing as this session edits it.

    Attributes:
        key: Tells what is edited apart from everything else.
        edition: Counts what was kept, so that the fields start afresh then and only then.
        drawn: What the fields were filled from when editing began.
        item: What it is saved against: `drawn`, or the newest after somebody else kept theirs.
        is_contested: Whether somebody else kept theirs, and the choice is open.
        is_behind: Whether `item` is still to be replaced by the newest.
        kept: What this session kept last while its fields went on standing; None before.
    """

    key: str
    edition: int
    drawn: Item
    item: Item
    is_contested: bool = False
    is_behind: bool = False
    kept: Item | None = None

    @property
    def base(self) -> Item:
        """What this session last read or kept: only what is otherwise in its fields is its own."""
        return self.drawn if self.kept is None else self.kept

    @property
    def tag(self) -> str:
        """End of every key of its fields."""
        return f"{self.key}_{self.edition}"

    def verb(self, word: str) -> str:
        """Return what the button that keeps it says."""
        return "Keep mine instead" if self.is_contested else word

    def merged(self, made: Item) -> Item:
        """Return what was made, whatever was left alone as it is in what it is saved against.

        Of mappings, and of figures by period, each entry is taken by itself.
        """
        return replace(_merged_fields(made, self.base, self.item), entry=self.item.entry)


def begin_edit(key: str, newest: Item | None, *, field: str, new: Item) -> Edit[Item]:
    """Return what is edited under a key: as it was read when its fields were first drawn.

    What somebody else keeps meanwhile changes neither the fields nor what they are saved
    against, until this session was told.

    Args:
        key: Tells what is edited apart from everything else.
        newest: As it is kept now; None where it is not kept, or not any more.
        field: Name of a field that is always drawn, under the key `{field}_{tag}`.
        new: What the fields of something new begin with.
    """
    held = find_edit(key, field=field)
    if held is None:
        start = new if newest is None else newest
        held = Edit(key, _edition(key), drawn=start, item=start)
    elif held.is_behind:
        # Removed meanwhile: what was typed is kept as new.
        item = replace(held.item, entry=None) if newest is None else newest
        held = replace(held, item=item, is_behind=False)
    st.session_state[_held(key)] = held
    return held


def find_edit(key: str, *, field: str) -> Edit[Any] | None:
    """Return what is edited under a key; None where its fields are not on the page.

    Args:
        key: Tells what is edited apart from everything else.
        field: As for `begin_edit`.
    """
    held: Edit[Any] | None = st.session_state.get(_held(key))
    return held if held is not None and f"{field}_{held.tag}" in st.session_state else None


def keep_edit(
    edit: Edit[Item],
    save: Callable[[Edit[Item]], Item | None],
    *,
    said: str,
    done: str,
    goes_on: bool = False,
) -> bool:
    """Save; where somebody else kept theirs meanwhile, leave the fields and offer the choice.

    Args:
        edit: What is edited, as it was drawn.
        save: Saves it against the `item` of what it is given; returns it as it is kept then.
        said: Session key under which word is left for `show_outcome`.
        done: What to say once it is saved; empty for nothing.
        goes_on: Whether what else was typed goes on standing in the fields.

    Returns:
        Whether it was saved.
    """
    if _edition(edit.key) != edit.edition:
        # Pressed twice before the page was drawn anew.
        return True
    # A press may come before what the press before it left was drawn.
    edit = st.session_state.get(_held(edit.key), edit)
    try:
        made = save(edit)
    except ChangedMeanwhileError:
        st.session_state[_held(edit.key)] = replace(edit, is_contested=True, is_behind=True)
        return False
    except CdofError as error:
        st.session_state[said] = error
        return False
    if done:
        st.session_state[said] = done
    if goes_on and made is not None:
        st.session_state[_held(edit.key)] = replace(edit, item=made, kept=made)
    else:
        _start_afresh(edit)
    return True


def remove_edit(
    edit: Edit[Item],
    remove: Callable[[Edit[Item]], None],
    *,
    said: str,
    words: str,
    name: str = "",
) -> bool:
    """Remove what is edited, and leave word of it that can undo it; else as `keep_edit`.

    Args:
        edit: What is edited, as it was drawn.
        remove: Removes the `item` of what it is given.
        said: Session key under which word is left for `show_outcome`.
        words: What to say once it is removed.
        name: As its users call it; empty where nobody gave it a name.

    Returns:
        Whether it was removed.
    """
    if not keep_edit(edit, remove, said=said, done=""):
        return False
    if edit.item.entry is not None:
        leave_word(words, entry_id=edit.item.entry.entry_id, name=name, said=said)
    return True


def show_choice(edit: Edit[Any]) -> None:
    """Show what somebody else kept meanwhile, and how to choose; nothing where nobody did."""
    if not edit.is_contested:
        return
    entry: Entry | None = edit.item.entry
    if entry is None:
        st.error(
            "Somebody else removed this while you wrote. Nothing was saved; what you typed still "
            "stands below and can be kept as new.",
            icon=":material/call_split:",
        )
    else:
        who = as_plain_text(entry.updated_by) or "Somebody else"
        st.error(
            f"{who} changed this while you wrote. Nothing was saved, and nothing is lost: what you "
            "typed still stands below.",
            icon=":material/call_split:",
        )
        st.markdown(kept_words(entry, drawn=edit.base.entry))
        st.caption(
            "Keep mine: what you changed takes the place of theirs, which Saved work can bring "
            "back; what you left alone stays as theirs. Take theirs: what you typed is let go."
        )
    st.button(
        "Take theirs" if entry else "Leave it removed",
        on_click=_start_afresh,
        args=(edit,),
        key=f"choice_theirs_{edit.tag}",
    )


def show_outcome(key: str, *, choose: Callable[[Change], None] | None = None) -> None:
    """Show, once, what came of the last change: an error, or a sentence that it was made.

    Args:
        key: Session key under which the change left word; nothing is shown where it left none.
        choose: Chooses again what was removed and is brought back, in a callback.
    """
    said = st.session_state.pop(key, None)
    if isinstance(said, CdofError):
        show_error(said)
        newest = said.newest if isinstance(said, ChangedMeanwhileError) else None
        if newest is not None:
            st.markdown(kept_words(newest))
    elif isinstance(said, Removal):
        show_removal(said, said=key, choose=choose)
    elif said:
        st.success(as_plain_text(str(said)), icon=":material/check:")


def _merged(mine: Any, drawn: Any, theirs: Any) -> Any:  # noqa: ANN401 (any field)
    """Return a field with what was changed in it since it was drawn, the rest as theirs."""
    if mine == drawn:
        return theirs
    if all(isinstance(one, Mapping) for one in (mine, drawn, theirs)):
        return _merged_entries(mine, drawn, theirs)
    found = [_by_period(one) for one in (mine, drawn, theirs)]
    by_period = [one for one in found if one is not None]
    if len(by_period) < len(found):
        return mine
    entries = _merged_entries(*by_period)
    for period in set(by_period[0]).intersection(*by_period[1:]):
        # Of a figure that all three hold, only what was changed in it is put over theirs.
        entries[period] = _merged_fields(*(held[period] for held in by_period))
    return tuple(entries[period] for period in sorted(entries))


def _merged_fields(mine: Any, drawn: Any, theirs: Any) -> Any:  # noqa: ANN401 (any saved thing)
    """Return theirs with the fields that were changed since it was drawn as they are in mine."""
    held = (mine, drawn, theirs)
    chosen = {
        one.name: _merged(*(getattr(part, one.name) for part in held)) for one in fields(mine)
    }
    return replace(mine, **chosen)


def _merged_entries(mine: Any, drawn: Any, theirs: Any) -> dict[Any, Any]:  # noqa: ANN401
    """Return their entries without those taken out here, and with those added or changed here."""
    kept = {key: value for key, value in theirs.items() if key in mine or key not in drawn}
    added = {key: value for key, value in mine.items() if key not in drawn or value != drawn[key]}
    return {**kept, **added}


def _by_period(figures: Any) -> dict[Any, Any] | None:  # noqa: ANN401 (any field)
    """Return figures by their first and last day; None for anything else, or a day twice."""
    if not isinstance(figures, tuple) or not all(
        hasattr(one, "start") and hasattr(one, "end") for one in figures
    ):
        return None
    found = {(one.start, one.end): one for one in figures}
    return found if len(found) == len(figures) else None


def _start_afresh(edit: Edit[Any]) -> None:
    st.session_state.pop(_held(edit.key), None)
    st.session_state[f"edition:{edit.key}"] = edit.edition + 1


def _edition(key: str) -> int:
    return int(st.session_state.get(f"edition:{key}", 0))


def _held(key: str) -> str:
    return f"edit:{key}"
