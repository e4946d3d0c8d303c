"""The page of stories: pinned views with notes, put in order, presented, taken away as slides."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.report.slides import PPTX_TYPE, write_slides
from cdof_core.ui.cached import has_restricted, snapshot_line
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.downloads import file_stem
from cdof_core.ui.notes import open_notes_of
from cdof_core.ui.panels import as_plain_text, files_are_blocked, show_no_data
from cdof_core.ui.people import current_actor
from cdof_core.ui.pinning import view_href
from cdof_core.ui.story_player import step_href
from cdof_core.ui.story_slides import slides_of
from cdof_core.ui.taking_away import renamed_words, show_said, take_away
from cdof_core.ui.url import explorer_address, read_parameters, write_parameters
from cdof_core.workspace import Change, open_workspace
from cdof_core.workspace.entries import LONGEST_NAME, may_write
from cdof_core.workspace.pinned_views import (
    KIND,
    PinnedView,
    in_order,
    list_pinned_views,
)
from cdof_core.workspace.stories import (
    Story,
    add_story,
    change_story,
    list_stories,
    moved,
    remove_story,
)

_NONE: Final = "none"
_SAID: Final = "story_said"
"""Session key: what came of starting or deleting a story."""
_SAID_OF_STEPS: Final = "story_steps_said"
"""How session keys begin that hold what came of the last change of a story's name or views."""
_ASKED: Final = "story_asked"
"""Session key: whether slides were asked for."""
_MADE: Final = "story_slides"
"""Session key: the slides made last, and what they were made for."""
_RESTRICTED: Final = "May hold restricted figures: do not pass on beyond those who may see them."


def choose_story() -> Story | None:
    """Draw the menu of stories and the field for a new one; return the one chosen."""
    show_said(_SAID, choose=_choose_again)
    stories = {story.story_id: story for story in list_stories(open_workspace())}
    asked = read_parameters()["story"]
    if asked and asked not in stories:
        st.caption("The story of this link is not kept here.")
    current = asked if asked in stories else next(iter(stories), _NONE)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if stories:
            names = {name: story.name for name, story in stories.items()}
            choose_parameter("Story", "story", names, current=current, width=320)
        if _may_write():
            st.text_input(
                "New story",
                key="story_new",
                max_chars=LONGEST_NAME,
                width=280,
                placeholder="For example: partnership board, March",
            )
            st.button("Start a story", key="story_add", on_click=_add)
    return stories.get(current)


def show_story(story: Story | None) -> None:
    """Show the views of a story in order, to move and to take out, and offer to present it."""
    if story is None:
        show_no_data(
            "No story is kept yet",
            why="Pin views at the top of any page, then start a story: it begins with all of them.",
        )
        return
    every = list_pinned_views(open_workspace())
    views = in_order(every, story.steps)
    steps = [view.view_id for view in views]
    if views:
        st.markdown(f"[Present from the first view]({step_href(story, views, 1)})")
        st.caption("Next and back: the buttons, the arrow keys or a presenter's pointer; N: notes.")
    else:
        show_no_data("This story has no views", why="Add pinned views below.")
    for place, view in enumerate(views):
        _show_step(story, view, steps, place)
    show_said(_said_of(story))
    if not _may_write():
        return
    others = {view.view_id: view.title for view in every if view.view_id not in steps}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if others:
            st.selectbox(
                "Add a view",
                list(others),
                format_func=others.__getitem__,
                key="story_more",
                width=420,
            )
            st.button("Add", key="story_more_add", on_click=_append, args=(story, steps))
        key = f"story_name_{story.story_id}"
        st.text_input("Name", value=story.name, key=key, max_chars=LONGEST_NAME, width=280)
        st.button("Rename", key="story_rename", on_click=_rename, args=(story, key))
        st.button("Delete story", key="story_delete", on_click=_delete, args=(story,))


def show_story_files(story: Story | None) -> None:
    """Make slides of a story on request, with progress, and offer them."""
    views = [] if story is None else in_order(list_pinned_views(open_workspace()), story.steps)
    if story is None or not views:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Make the slides",
            key="story_make",
            type="primary",
            icon=":material/slideshow:",
            on_click=_ask,
        )
        takes_notes = st.checkbox("With the open notes on what they show", key="story_notes")
    made_for = (
        story.entry.version,
        takes_notes,
        tuple((v.view_id, v.entry.version) for v in views),
    )
    if st.session_state.pop(_ASKED, False):
        st.session_state[_MADE] = (made_for, _make_slides(story, views, takes_notes=takes_notes))
    made = st.session_state.get(_MADE)
    if made and made[0] == made_for and not files_are_blocked():
        st.download_button(
            "Download the slides (.pptx)",
            data=made[1],
            file_name=f"{file_stem(story.name)}.pptx",
            mime=PPTX_TYPE,
            on_click="ignore",
            icon=":material/download:",
        )


def _make_slides(story: Story, views: Sequence[PinnedView], *, takes_notes: bool) -> bytes:
    """Make the slides of a story, saying how far they are."""
    bar = st.progress(0.0, text="Gathering figures")
    notes = {v.view_id: open_notes_of(v) for v in views} if takes_notes else {}
    slides = slides_of(views, address=_address(), notes=notes)
    about = f"{len(slides)} findings. {snapshot_line()}."
    if has_restricted():
        about = f"{about} {_RESTRICTED}"
    deck = write_slides(
        slides,
        title=story.name,
        about=about,
        progress=lambda share, what: bar.progress(share, text=f"Drawing: {what[:60]}") and None,
    )
    bar.empty()
    return deck


def _show_step(story: Story, view: PinnedView, steps: list[str], place: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = f"{place + 1}. [{as_plain_text(view.title)}]({view_href(view)})"
        st.markdown(text, width="stretch")
        if not _may_write():
            return
        for label, by, is_end in (
            ("Earlier", -1, place == 0),
            ("Later", 1, place == len(steps) - 1),
        ):
            st.button(
                label,
                key=f"step_{by}_{view.view_id}",
                disabled=is_end,
                type="tertiary",
                on_click=_keep_steps,
                args=(story, moved(steps, place, by)),
            )
        st.button(
            "Take out",
            key=f"step_out_{view.view_id}",
            type="tertiary",
            on_click=_keep_steps,
            args=(story, [name for name in steps if name != view.view_id]),
        )


def _may_write() -> bool:
    return may_write(current_actor(), kind=KIND)


def _address() -> str:
    """Return where this installation is reached, up to the page's name."""
    address = explorer_address(otherwise="")
    return f"{address}/" if address else ""


def _ask() -> None:
    st.session_state[_ASKED] = True


def _add() -> None:
    views = list_pinned_views(open_workspace())
    try:
        story = add_story(
            open_workspace(),
            current_actor(),
            name=str(st.session_state.get("story_new", "")),
            steps=[view.view_id for view in reversed(views)],
        )
    except CdofError as error:
        st.session_state[_SAID] = error
    else:
        st.session_state["story_new"] = ""
        write_parameters(story=story.story_id)


def _append(story: Story, steps: Sequence[str]) -> None:
    _keep_steps(story, [*steps, str(st.session_state.get("story_more", ""))])


def _keep_steps(story: Story, steps: Sequence[str]) -> None:
    try:
        change_story(open_workspace(), current_actor(), story, name=story.name, steps=steps)
    except CdofError as error:
        _say_of(story, error)


def _rename(story: Story, key: str) -> None:
    name = str(st.session_state.get(key, ""))
    try:
        change_story(open_workspace(), current_actor(), story, name=name, steps=story.steps)
    except CdofError as error:
        _say_of(story, error)
    else:
        _say_of(story, renamed_words(name))


def _said_of(story: Story) -> str:
    return f"{_SAID_OF_STEPS} {story.story_id}"


def _say_of(story: Story, what: CdofError | str) -> None:
    """Leave what came of a change under its story, or above all where it is no longer kept."""
    kept = {item.story_id for item in list_stories(open_workspace())}
    st.session_state[_said_of(story) if story.story_id in kept else _SAID] = what


def _delete(story: Story) -> None:
    if take_away(remove_story, story, entry_id=story.story_id, name=story.name, said=_SAID):
        write_parameters(story="")


def _choose_again(removal: Change) -> None:
    write_parameters(story=removal.entry_id)
