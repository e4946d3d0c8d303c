import pytest

from cdof_core.charts.paper import Wording, letters_in, on_paper, wrapped
from cdof_core.charts.ranked_bars import draw_ranked_bars
from cdof_core.charts.theme import DARK
from tests.unit.charts.samples import ranked_rows

WORDING = Wording(
    finding="Bedford: 17.0% in the year to March 2025, worse than England",
    measure="Assessments that found drug misuse, %, YE Mar 2025.",
    source="Source: Department for Education. Open Government Licence v3.0.",
    description="Bar chart of three areas.",
)


@pytest.fixture
def paper():
    chart = draw_ranked_bars(
        ranked_rows(),
        benchmark=5.0,
        benchmark_label="England",
        unit="%",
        description=WORDING.description,
        palette=DARK,
        width=340,
    )
    return on_paper(chart, wording=WORDING, palette=DARK, width=340).to_dict()


def test_title_subtitle_and_source_stand_inside(paper):
    assert " ".join(paper["title"]["text"]) == WORDING.finding
    assert " ".join(paper["title"]["subtitle"]) == WORDING.measure
    source = paper["vconcat"][0]["title"]
    assert " ".join(source["text"]) == WORDING.source
    assert source["orient"] == "bottom"


def test_a_narrow_picture_wraps_its_words(paper):
    assert len(paper["title"]["text"]) > 1
    # 340 / (16 x 0.55) = 38.6 letters
    assert max(len(line) for line in paper["title"]["text"]) <= 38


def test_rows_and_alternative_text_go_with_it(paper):
    assert paper["description"] == WORDING.description
    assert len(paper["datasets"]["areas"]) == 3
    assert "datasets" not in paper["vconcat"][0]
    assert paper["config"]["background"] == DARK.ground


def test_lines_break_at_spaces_only():
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("unbreakable word", 5) == ["unbreakable", "word"]
    assert wrapped("", 5) == []


@pytest.mark.parametrize(
    ("width", "size", "letters"),
    [(340, 10, 68), (343, 10, 68), (345, 10, 69), (3, 10, 1)],  # 340 / (10 x 0.5)
)
def test_letters_in_a_width(width, size, letters):
    assert letters_in(width, size) == letters
