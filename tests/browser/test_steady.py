"""What a page shows for two areas in turn stays the same elements, whatever comes and goes above.

An element that is taken down and built anew costs several times what it costs to feed it.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.test_fed_charts import choose

Open = Callable[[str], Page]

AREAS = ("Rutland", "Cumberland", "Buckinghamshire", "Cornwall", "Barnet", "Blackpool")
"""Small and large, old and new, with and without estimates, breaks and neighbours."""

# Parts with a name of ours. Menus that open and folds are built anew by Streamlit where their
# label has another number, and so only those without one are among them.
PARTS = """[...document.querySelectorAll(
  '[class*="st-key-picture_"], [class*="st-key-table_"], [class*="st-key-beside_"], [class*="st-key-choose_"], [class*="st-key-fold_step_"]'
)]"""  # noqa: E501
NOTE = f"() => {{ window.parts = new Map({PARTS}.map(part => [keyOf(part), part])); }}"
BUILT_ANEW = f"""() => {PARTS}.filter(part => window.parts.has(keyOf(part))
  && window.parts.get(keyOf(part)) !== part).map(keyOf)"""
KEY_OF = """window.keyOf = part =>
  [...part.classList].find(
    name => /^st-key-(picture|table|beside|choose|fold_step)_/.test(name));"""


PLACES = (
    "unmet_need?",
    "inequalities?",
    "harm_and_supply?",
    "treatment_journey?",
    "who_is_in_need?",
    "value_for_money?",
)


@pytest.mark.parametrize("place", PLACES)
def test_what_stays_for_another_area_is_not_built_anew(
    place: str, page: Page, open_page: Open
) -> None:
    page.add_init_script(KEY_OF)
    open_page(f"/{place}area=E06000055")
    for area in AREAS:
        page.evaluate(NOTE)
        choose(page, area)
        assert page.evaluate(BUILT_ANEW) == [], area
