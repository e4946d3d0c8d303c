"""Stepping through a story: which view is shown, and where back and next lead."""

from pathlib import Path

import streamlit as st

from cdof_core.ui.components.story_player import StoryStep, show_story_step
from cdof_core.ui.pinning import view_href
from cdof_core.ui.url import page_href, read_parameters
from cdof_core.ui.workshop import WORKSHOP, is_workshop
from cdof_core.workspace import open_workspace
from cdof_core.workspace.pinned_views import PinnedView, in_order, list_pinned_views
from cdof_core.workspace.stories import Story, list_stories

STORY_PAGE = "story"

_STYLES = (Path(__file__).parent / "story.css").read_text(encoding="utf-8")
_ROOM_STYLES = (Path(__file__).parent / "story_room.css").read_text(encoding="utf-8")
"""What makes a low screen in a room hold the bar as well: for workshop mode alone."""


def show_player() -> None:
    """Show the bar of the story that the address steps through; nothing without one."""
    parameters = read_parameters()
    asked, at = parameters["story"], parameters["place"]
    if not (asked and at):
        return
    engine = open_workspace()
    story = next((item for item in list_stories(engine) if item.story_id == asked), None)
    views = in_order(list_pinned_views(engine), story.steps) if story else []
    if story is None or not views:
        st.caption("The story of this link is not kept here, or has no views.")
        return
    place = min(max(int(at) if at.isdecimal() else 1, 1), len(views))
    st.html(f"<style>{_STYLES}{_ROOM_STYLES if is_workshop() else ''}</style>")
    with st.container(key="story_player_bar"):
        show_story_step(
            StoryStep(
                story=story.name,
                title=views[place - 1].title,
                position=place,
                count=len(views),
                previous=step_href(story, views, place - 1),
                following=step_href(story, views, place + 1),
                leave=page_href(STORY_PAGE, {}, story=story.story_id),
                note=views[place - 1].note,
            )
        )


def step_href(story: Story, views: list[PinnedView], place: int) -> str:
    """Return the link to a view of a story, in workshop mode; empty beyond its ends.

    Args:
        story: The story.
        views: Its views, in order.
        place: Number of the view, from 1.
    """
    if not 1 <= place <= len(views):
        return ""
    return view_href(views[place - 1], mode=WORKSHOP, story=story.story_id, place=str(place))
