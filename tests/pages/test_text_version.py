"""The text-only version: every page in words and tables, and what a measure means beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1.element_tree import Block

from tests.pages.conftest import Open
from tests.pages.test_every_page import PAGES, is_sound


@pytest.mark.parametrize("stem", PAGES)
def test_a_page_says_everything_without_charts(
    stem: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, stem, area="E06000055", mode="text")
    assert is_sound(app)
    assert not app.error
    assert not app.get("vega_lite_chart")
    assert not app.get("arrow_vega_lite_chart")
    # Each page says in one line which question it answers.
    assert any("?" in item.value for item in [*app.title, *app.caption])
    # What is folded away elsewhere is read in full here.
    assert not app.expander


@pytest.mark.parametrize("stem", ["area_profile", "indicator", "population", "unmet_need"])
def test_definitions_are_part_of_the_text(stem: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, stem, area="E06000055", mode="text")
    assert any(item.value.startswith("Definition") for item in [*app.subheader, *app.header])


def in_rows(block: Block, *, is_row: bool = False) -> Iterator[str]:
    """Yield the headings that stand in a row of buttons, where text has no room."""
    for child in block.children.values():
        if isinstance(child, Block):
            layout = getattr(child.proto, "flex_container", None)
            lies = layout is not None and layout.direction == layout.HORIZONTAL
            # A column has a width of its own.
            yield from in_rows(child, is_row=(is_row or lies) and child.type != "column")
        elif is_row and child.type in ("header", "subheader"):
            yield child.value


@pytest.mark.parametrize("stem", PAGES)
def test_text_has_the_width_of_the_page(stem: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, stem, area="E06000055", mode="text")
    assert not list(in_rows(app.main))


def test_elsewhere_definitions_wait_for_a_click(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "trends", area="E06000055", indicator="cin_parent_drug")
    labels = [block.proto.popover.label for block in app.get("popover")]
    assert "Definition" in labels


@pytest.mark.parametrize("stem", PAGES)
def test_nothing_is_folded_where_the_address_asks_for_everything(
    stem: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, stem, area="E06000055", mode="whole")
    assert is_sound(app)
    assert not app.error
    assert all(fold.proto.expanded for fold in app.expander)


@pytest.mark.parametrize("stem", ["who_is_in_need", "harm_and_supply"])
def test_unfolded_parts_are_drawn_at_once(stem: str, snapshot_path: Path, open_app: Open) -> None:
    def charts(**asked: str) -> int:
        return len(open_app(snapshot_path, stem, area="E06000055", **asked).get("vega_lite_chart"))

    assert charts(mode="whole") > charts()


@pytest.mark.parametrize(
    ("stem", "fold", "label"),
    [
        ("trends", "fold_own_event", "What happened, in a few words"),
        ("outcomes_tracker", "fold_owner", "Who answers for it"),
    ],
)
def test_a_form_is_made_when_it_is_unfolded_and_stays_for_its_area(
    stem: str, fold: str, label: str, snapshot_path: Path, open_app: Open
) -> None:
    def fields() -> list[str]:
        return [field.proto.id for field in app.text_input if field.label == label]

    app = open_app(snapshot_path, stem, area="E06000055")
    assert fields() == []
    app.session_state[fold] = True
    app.run()
    (field,) = fields()
    # Folded again, the field is the same to the browser: what was typed in it stands.
    app.session_state[fold] = False
    app.run()
    assert fields() == [field]
    # Fields of another area are other fields, made only when they are asked for.
    app.selectbox(key="choose_area").set_value("E06000056").run()
    assert not app.exception
    assert fields() == []


def test_a_link_unfolds_what_it_names(snapshot_path: Path, open_app: Open) -> None:
    def opened(**asked: str) -> dict[str, bool]:
        app = open_app(snapshot_path, "who_is_in_need", area="E06000055", **asked)
        return {fold.label.partition(":")[0]: fold.proto.expanded for fold in app.expander}

    assert not opened()["Parents and children"]
    assert opened(fold_step_families="true")["Parents and children"]
