"""Terms are explained at the end of a chapter that uses them, in every form, and no others."""

import re

from cdof_core.report.chapter.html import write_html
from cdof_core.report.chapter.markdown import write_markdown
from cdof_core.report.chapter.slides import chapter_slides
from cdof_core.report.chapter.terms import terms_used
from cdof_core.report.chapter.write import layout_of

GLOSSARY = {"NDTMS": "records of treatment.", "YE": "year ending.", "Wilson method": "for shares."}


def test_terms_are_those_that_stand_in_the_text_and_capitals_tell_them_from_words():
    said = terms_used(["Needed: adults (NDTMS).", "The eye sees, ye know."], GLOSSARY)
    assert said == ("NDTMS: records of treatment.",)
    assert terms_used(["They are Wilson's.", "YE Mar 2025"], GLOSSARY) == (
        "Wilson method: for shares.",
        "YE: year ending.",
    )


def test_a_briefing_has_its_terms_in_one_paragraph():
    held = {"NDTMS": "records of treatment. Held in England.", "YE": "year ending."}
    said = terms_used(["NDTMS", "YE"], held, is_short=True)
    assert said == ("NDTMS: records of treatment. YE: year ending.",)


def test_a_chapter_explains_its_terms_in_every_form(chapter, facts):
    shown = layout_of(chapter("Bedford", "partnership"), facts("Bedford", "partnership"))
    names = {one.partition(": ")[0] for one in shown.terms}
    assert {"NDTMS", "OHID", "DfE", "YE", "Wilson method", "Byar's method", "Content hash"} <= names
    assert "## Terms used" in write_markdown(shown)
    page = write_html(shown, pictures={})
    assert re.search(r'<h2 id="terms">Terms used</h2>', page)
    titles = [one.title for one in chapter_slides(shown, pictures={}, findings={})]
    assert any(title.startswith("Terms used") for title in titles)
