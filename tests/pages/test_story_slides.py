"""Every page that can be pinned gives a slide that shows its content, or says why it cannot."""

import io
import os
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from cdof_core.domain import AreaCode
from cdof_core.report import slides as report_slides
from cdof_core.report.picture import Picture
from cdof_core.ui.navigation import SECTIONS
from cdof_core.ui.story_slides import MAKERS, NOTHING_HELD, WITHOUT
from cdof_core.workspace import LOCAL_USER, open_workspace
from cdof_core.workspace.assessments import Finding, Rating, keep_finding, start_round
from cdof_core.workspace.ballots import cast_ballot
from cdof_core.workspace.partnership import Member, keep
from cdof_core.workspace.pinned_views import list_pinned_views, pin_view
from cdof_core.workspace.priorities import (
    Candidate,
    Criterion,
    Method,
    add_workshop,
    change_workshop,
)
from cdof_core.workspace.stories import add_story
from tests.pages.conftest import Open

BEDFORD, BARNET, SCILLY = "E06000055", "E09000003", "E06000053"
STEMS = [stem for pages in SECTIONS.values() for stem, _ in pages]
SOURCES = ("Source", "Seats recommended by", "Items after")
PICTURE, TABLE, WORDS = "picture", "table", "words"

# Page, address, what its slide shows, and words of its title from the page or its source.
PINNED = [
    ("overview", {"area": BEDFORD}, WORDS, "Bedford"),
    ("framework", {}, TABLE, "Headline measures of the outcomes framework"),
    ("area_profile", {"area": BEDFORD}, TABLE, "Bedford"),
    ("overview_grid", {"area": BEDFORD}, PICTURE, ""),
    ("compare_areas", {"area": BEDFORD, "indicator": "cin_parent_drug"}, PICTURE, "Bedford"),
    ("trends", {"area": BEDFORD, "indicator": "cin_parent_drug"}, PICTURE, ""),
    ("indicator", {"area": BEDFORD, "indicator": "cin_parent_drug"}, PICTURE, "74 authorities"),
    ("map", {"area": BEDFORD, "indicator": "cin_parent_drug"}, PICTURE, "74 authorities"),
    ("map", {"area": BEDFORD, "indicator": "prison_continuity"}, WORDS, ""),
    ("england_and_regions", {}, PICTURE, ""),
    ("inequalities", {}, PICTURE, ""),
    ("relationships", {}, PICTURE, ""),
    ("population", {"area": BEDFORD}, PICTURE, ""),
    ("unmet_need", {"area": BEDFORD}, PICTURE, ""),
    # 290 of 1,465 completed, as the page says.
    ("treatment_journey", {"area": BARNET}, PICTURE, "Of 1,465 people"),
    ("treatment_journey", {"area": BARNET, "step": "arrival"}, PICTURE, ""),
    ("treatment_journey", {"area": SCILLY}, WORDS, ""),
    ("who_is_in_need", {"area": BARNET}, PICTURE, ""),
    ("harm_and_supply", {"area": BEDFORD}, TABLE, "Bedford"),
    ("value_for_money", {"area": BEDFORD}, TABLE, "Bedford"),
    ("scorecard", {"case": "essex_performance"}, TABLE, "18 of 23 comparisons"),
    ("outcomes_tracker", {"area": BEDFORD}, TABLE, "Of 36 measures, "),
    ("partnership", {"area": BEDFORD}, TABLE, "1 of 10 recommended seats is filled"),
    ("self_assessment", {"area": BEDFORD}, PICTURE, "1 of 131 statements"),
    ("self_assessment", {"area": BARNET}, WORDS, ""),
    ("priorities", {"area": BEDFORD, "room": "ROOM"}, PICTURE, "First so far: Naloxone"),
    ("reference_cases", {"case": "essex_performance"}, TABLE, "What does not hold"),
    *((stem, {}, WORDS, "") for stem in WITHOUT),
]


def fill() -> str:
    """Keep a member, a round and a workshop for Bedford; return the workshop's identifier."""
    kept, area = open_workspace(os.environ["CDOF_WORKSPACE_URL"]), AreaCode(BEDFORD)
    keep(
        kept,
        LOCAL_USER,
        Member("police", "A police force", person="Pat Doe", contact="01234 567"),
        area_code=area,
    )
    current = start_round(kept, LOCAL_USER, area_code=area, name="2027", started=date(2027, 1, 4))
    keep_finding(kept, LOCAL_USER, Finding("1.1", Rating.MET), round_id=current.round_id)
    made = add_workshop(
        kept,
        LOCAL_USER,
        name="Ours",
        area_code=area,
        method=Method.WEIGHTED,
        criteria=(Criterion("Harm", 1.0),),
    )
    candidates = (Candidate("a", "Naloxone"), Candidate("b", "Housing"))
    made = change_workshop(kept, LOCAL_USER, made, candidates=candidates, is_open=True)
    for phone, (first, second) in (("1", (9.0, 3.0)), ("2", (7.0, 4.0))):
        answers = {"a": {"Harm": first}, "b": {"Harm": second}}
        cast_ballot(kept, code=made.code, phone=phone, answers=answers)
    return made.workshop_id


def test_every_page_has_a_maker_or_a_reason() -> None:
    assert set(MAKERS) | set(WITHOUT) == set(STEMS)
    assert not set(MAKERS) & set(WITHOUT)
    assert {page for page, *_ in PINNED} == set(STEMS)


def test_each_pinned_page_shows_its_content_its_source_and_where_to_find_it(
    snapshot_path: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every picture is drawn and put in its place; one of them as an image is proven elsewhere.
    blank = io.BytesIO()
    Image.new("RGB", (1100, 600)).save(blank, "PNG")
    drawn = []

    def draw(picture: Picture, *, width: int) -> bytes:
        drawn.append(picture.draw(width))
        return blank.getvalue()

    monkeypatch.setattr(report_slides, "bare_png", draw)
    open_app(snapshot_path)
    kept, room = open_workspace(os.environ["CDOF_WORKSPACE_URL"]), fill()
    for page, parameters, _, _ in PINNED:
        asked = {name: room if value == "ROOM" else value for name, value in parameters.items()}
        pin_view(kept, LOCAL_USER, title="Pinned", page=page, parameters=asked)
    ids = [view.view_id for view in reversed(list_pinned_views(kept))]
    story = add_story(kept, LOCAL_USER, name="Board", steps=ids)
    app = open_app(snapshot_path, "story", area=BEDFORD, story=story.story_id)
    app.button(key="story_make").click().run()
    assert not app.exception
    assert not app.error
    slides = list(Presentation(io.BytesIO(app.session_state["story_slides"][1])).slides)[1:]
    assert len(slides) == len(PINNED)
    assert len(drawn) == sum(kind == PICTURE for _, _, kind, _ in PINNED)
    for slide, (page, parameters, kind, words) in zip(slides, PINNED, strict=True):
        title = slide.shapes.title.text_frame.text
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        has_picture = any(shape.shape_type == 13 for shape in slide.shapes)
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        assert (has_picture, bool(tables)) == (kind == PICTURE, kind == TABLE), page
        # Contacts stay in the workspace.
        shown = [cell.text for table in tables for row in table.rows for cell in row.cells]
        assert not any("01234" in text for text in (*texts, *shown)), page
        # Notes say where the view is; the first page is the bare address.
        notes = slide.notes_slide.notes_text_frame.text
        assert all(f"{name}=" in notes for name in parameters), page
        for shape in slide.shapes:
            assert shape.left >= 0, page
            assert shape.left + shape.width <= 12192000, page  # 13.333 inches
            assert shape.top + shape.height <= 6858000, page  # 7.5 inches
        if kind == WORDS and not words:
            assert {NOTHING_HELD, *WITHOUT.values()} & set(texts), page
            continue
        assert title != "Pinned", page
        assert words in title, page
        said = [text for text in texts if text.startswith(SOURCES)]
        assert said, page
        for table in tables:
            assert len(table.rows) > 1
            assert all(cell.text for cell in table.rows[0].cells)
