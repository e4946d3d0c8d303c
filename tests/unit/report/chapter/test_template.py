import pytest

from cdof_core.report.chapter.template import (
    TemplateError,
    find_template,
    parse_template,
    shipped_templates,
)

GOOD = """format = 1
name = "Ours"
version = "3"
title = "Harm in {area}"

[[section]]
id = "first"
heading = "One"
measures = ["a", "b"]
pictures = ["b"]

[[section]]
id = "second"
heading = "Two"
level = 2
"""


def test_a_template_is_read_in_order():
    read = parse_template(GOOD, name="ours.toml")
    assert (read.template_id, read.version, read.review_months) == ("ours", "3", 12)
    assert [(one.section_id, one.level) for one in read.sections] == [("first", 1), ("second", 2)]
    assert (read.measures, read.pictures) == (("a", "b"), ("b",))


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ("format = 1", "format = 2", "line 1", "format = 1 was expected"),
        ('name = "Ours"', 'name = ""', "line 2", "a text was expected"),
        ("level = 2", "level = 4", "line 15 (section 2)", "1, 2 or 3"),
        ("level = 2", "levels = 2", "line 15 (section 2)", "no part has this name"),
        ('id = "second"', 'id = "first"', "line 13 (section 2)", "used by an earlier section"),
        ('id = "second"', 'id = "Two words"', "line 13 (section 2)", "small letters"),
        ('pictures = ["b"]', 'pictures = ["c"]', "line 10 (section 1)", "'c' is not a measure"),
        ('pictures = ["b"]', 'computed = ["b"]', "line 10 (section 1)", "'b' is not an analysis"),
        ('pictures = ["b"]', "pictures = 7", "line 10 (section 1)", "a list of texts"),
        ('heading = "Two"', "", "line 12 (section 2)", "missing or empty"),
        ('pictures = ["b"]', "lacks_drug_need = 1", "line 10 (section 1)", "true or false"),
        ("{area}", "{town}", "line 4", "only {area} is replaced"),
        ('version = "3"', "version = ", "line 3", "Mend that place"),
    ],
)
def test_a_mistake_is_told_with_its_place(old, new, place, expected):
    with pytest.raises(TemplateError) as caught:
        parse_template(GOOD.replace(old, new), name="ours.toml")
    text = str(caught.value)
    assert text.startswith("ours.toml")
    assert place in text
    assert expected in text


def test_the_five_templates_ship():
    names = [template.template_id for template in shipped_templates()]
    assert names == ["bedford", "blank", "briefing", "partnership", "scrutiny"]


def test_the_bedford_order_is_the_printed_chapter_s():
    wanted = [
        "Introduction",
        "What do we know?",
        "Facts, figures, trends",
        "Prevalence",
        "Age group",
        "Gender",
        "Ethnicity",
        "Penetration rate",
        "Housing",
        "Drug-related deaths",
        "Successful completions",
        "Homelessness",
        "Dual diagnosis",
        "Young people",
        "Admissions",
        "Residential",
        "Criminal justice",
        "Value for money",
        "National and local strategies",
        "What is this telling us?",
        "Recommendations",
        "For commissioners",
        "For providers",
        "Further information needed",
    ]
    headings = [one.heading for one in find_template("bedford").sections]
    assert [heading for heading in headings if heading in wanted] == wanted


@pytest.mark.parametrize("name", ["nothing", "../bedford", "missing.toml"])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(TemplateError):
        find_template(name)
