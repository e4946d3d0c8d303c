"""A rate of a whole lies between the rates of its parts."""

import pytest

from cdof_core.checker import check_text

COUNTY = (
    "Table 1: Naloxone kits per 1,000 adults\nDistrict\tKits per 1,000\n"
    "Northvale\t5.1\nEastmere\t6.0\nKilnford\t4.7\nCounty average\t{}\n"
)
# The twelve authorities of the North East, with rates made up for a measure that is not published.
REGION = (
    "Table 1: Naloxone kits per 1,000 adults\nArea\tKits per 1,000\nNorth East\t{}\n"
    "County Durham\t9.0\nDarlington\t8.1\nGateshead\t11.9\nHartlepool\t12.2\nMiddlesbrough\t13.7\n"
    "Newcastle upon Tyne\t11.0\nNorth Tyneside\t8.9\nNorthumberland\t7.6\n"
    "Redcar and Cleveland\t9.6\nSouth Tyneside\t9.3\nStockton-on-Tees\t10.3\nSunderland\t9.9\n"
)


@pytest.fixture(autouse=True)
def _published(snapshot_path, monkeypatch) -> None:
    """Read the snapshot that was built for the tests, which knows the authorities of a region."""
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        (COUNTY, "7.3", "between 4.7 and 6.0"),
        (COUNTY, "3.9", "between 4.7 and 6.0"),
        (REGION, "14.1", "between 7.6 and 13.7"),
        (REGION, "6.8", "between 7.6 and 13.7"),
    ],
)
def test_a_rate_outside_those_of_all_the_parts_is_found(text, printed, expected):
    (found,) = check_text(text.format(printed)).findings
    assert (found.kind, found.printed, found.expected) == ("wrong rate", printed, expected)


@pytest.mark.parametrize(
    "text",
    [
        COUNTY.format("5.3"),
        REGION.format("10.1"),
        # Without one of its authorities the region may well be above all the others.
        REGION.format("13.2").replace("Middlesbrough\t13.7\n", ""),
        # England is no sum of three districts, and shares of one whole add up.
        COUNTY.format("7.3").replace("County average", "England average"),
        "Table 1: Share of deaths by district\nDistrict\tPercentage\nNorthvale\t40%\n"
        "Eastmere\t35%\nKilnford\t25%\nCounty total\t100%\n",
    ],
)
def test_a_rate_between_and_wholes_that_are_not_all_there_are_left_alone(text):
    assert check_text(text).findings == ()
