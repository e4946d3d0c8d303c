"""Every statement, indicator and part of the self-assessment, counted on the screen."""

import re
from collections import Counter
from pathlib import Path

from tests.pages.conftest import Open

PLACE = re.compile(
    r"Section (?P<section>[\d.]+), (.+, )?(?P<kind>statement|indicator) \d+(?P<part>, part \d+)?"
)


def test_every_statement_indicator_and_part_is_on_screen(
    bare_snapshot: Path, open_app: Open
) -> None:
    app = open_app(bare_snapshot, "self_assessment", area="E06000055")
    app.text_input(key="round_name").set_value("2027")
    app.button(key="round_start").click().run()
    groups = next(box for box in app.selectbox if box.label == "Group").options
    kinds: Counter[str] = Counter()
    places: list[str] = []
    flags: list[str] = []
    with_indicators = 0
    for number in range(len(groups)):
        next(box for box in app.selectbox if box.label == "Group").select_index(number).run()
        assert not app.exception
        found = [match for text in app.caption if (match := PLACE.match(text.value))]
        # Each of them can be rated.
        assert len([one for one in app.button_group if str(one.key).startswith("rate_")]) == len(
            found
        )
        of_group = Counter("part" if match["part"] else match["kind"] for match in found)
        with_indicators += bool(of_group["indicator"])
        kinds += of_group
        places += [match[0] for match in found]
        flags += [text.value for text in app.caption if "in the source:" in text.value]
    # The source: four principles with 17 statements; 114 indicators in 16 groups, with 18 parts.
    assert kinds == {"statement": 17, "indicator": 114, "part": 18}
    assert with_indicators == 16
    assert len(groups) == 4 + 16
    assert len(set(places)) == len(places)
    assert sorted(flag.split(". ", 1)[1].split(" in the source")[0] for flag in flags) == [
        "Incomplete",
        "Inconsistent",
    ]
