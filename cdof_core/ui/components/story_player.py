"""The bar that steps through a story: back, next, what to say, and the keys that do the same."""

from dataclasses import asdict, dataclass

from cdof_core.ui.components.assembly import assemble_component

_draw = assemble_component("story_player")


@dataclass(frozen=True, slots=True)
class StoryStep:
    """Where a story stands; every text is final.

    Attributes:
        story: Name of the story.
        title: Title of the view.
        position: Number of the view, from 1.
        count: How many views there are.
        previous: Link to the view before; empty at the first.
        following: Link to the next view; empty at the last.
        leave: Link out of the story.
        note: What to say to this view; empty for nothing.
    """

    story: str
    title: str
    position: int
    count: int
    previous: str
    following: str
    leave: str
    note: str = ""


def show_story_step(step: StoryStep) -> None:
    """Show the bar; arrow keys and the keys of a presenter's pointer work anywhere on the page."""
    _draw(data=asdict(step), key="story_player")
