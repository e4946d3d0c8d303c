import io
import struct

import pytest
from PIL import Image

from cdof_core.report.images import chart_png, chart_svg
from cdof_core.report.pictures import ranking_picture, trend_picture

SOURCE = "Source: Department for Education, Children in need. Open Government Licence v3.0."


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height from the header of a PNG file."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("width", [340, 720])
def test_a_picture_is_no_wider_than_asked(view, width):
    picture = ranking_picture(view("cin_parent_drug"), source=SOURCE, only=["E06000056"])
    across, _ = size_of(chart_png(picture, width=width, scale=1))
    # Ten pixels of margin on either side, and the end of a word may stand out a little.
    assert width * 0.85 <= across <= width + 20 + 12


def test_scale_multiplies_the_pixels(view):
    picture = trend_picture(view("cin_parent_drug"), source=SOURCE)
    once, twice = (size_of(chart_png(picture, scale=scale)) for scale in (1, 2))
    assert twice == pytest.approx((once[0] * 2, once[1] * 2), abs=2)


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_a_file_says_how_many_of_its_pixels_print_to_the_inch(view, scale):
    png = chart_png(trend_picture(view("cin_parent_drug"), source=SOURCE), scale=scale)
    # 720 pixels of a picture are 17 cm of paper: 107.6 to the inch.
    with Image.open(io.BytesIO(png)) as image:
        assert image.info["dpi"] == pytest.approx((107.6 * scale, 107.6 * scale), abs=0.5)


def test_title_and_source_stand_inside_the_picture(view):
    svg = chart_svg(trend_picture(view("cin_parent_drug"), source=SOURCE))
    assert "Bedford: from 9.2% in the year to March 2018 to 17.0%" in svg
    assert "Department for Education, Children in need." in svg


def test_the_same_picture_is_the_same_file(view):
    first, second = (
        chart_png(trend_picture(view("cin_parent_drug"), source=SOURCE)) for _ in range(2)
    )
    assert first == second
