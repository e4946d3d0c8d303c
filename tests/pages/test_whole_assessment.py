"""Every statement, indicator and part of the self-assessment, counted on the screen."""

import re
from collections import Counter
from pathlib import Path

from tests.pages.conftest import Open

PLACE = re.compile(
    r"Section (?P<section>[\d.]+), (.+, )?(?P<kind>statement|indicator) \d+(?P<part>, part \d+)?"
)

# Counted in the source: group as the menu has it, what is rated of it (statements, or indicators
# with their parts).
ON_SCREEN = """
1-What is seen                                                     3
1-Indicators of prevention                                        11
2-What is seen                                                     6
2-Integrated treatment and recovery                               12
2-Sustaining recovery                                              3
2-Safety and quality                                               8
2-Meeting specific patient needs                                   8
2-Reporting treatment data                                         3
3-What is seen                                                     1
3-Indicators of health harms                                      16
4-What is seen                                                     7
4-Embedding in local systems                                       8
4-Needs assessment                                                14
4-Finance                                                          5
4-Effective commissioning                                         14
4-Services for people in contact with the criminal justice system  3
4-Mutual aid                                                       3
4-Housing and homelessness                                        11
4-Employment, training and education                              10
4-Commissioning hospital-based alcohol and drug services           3
"""


def test_every_statement_indicator_and_part_is_on_screen(
    bare_snapshot: Path, open_app: Open
) -> None:
    app = open_app(bare_snapshot, "self_assessment", area="E06000055")
    app.text_input(key="round_name").set_value("2027")
    app.button(key="round_start").click().run()
    groups = next(box for box in app.selectbox if box.label == "Group").options
    rated: dict[str, int] = {}
    kinds: Counter[str] = Counter()
    places: list[str] = []
    flags: list[str] = []
    with_indicators = 0
    for number in range(len(groups)):
        next(box for box in app.selectbox if box.label == "Group").select_index(number).run()
        assert not app.exception
        found = [match for text in app.caption if (match := PLACE.match(text.value))]
        # Each of them can be rated.
        controls = [one for one in app.button_group if str(one.key).startswith("rate_")]
        assert len(controls) == len(found)
        rated[groups[number]] = len(controls)
        of_group = Counter("part" if match["part"] else match["kind"] for match in found)
        with_indicators += bool(of_group["indicator"])
        kinds += of_group
        places += [match[0] for match in found]
        flags += [text.value for text in app.caption if "in the source:" in text.value]
    # The source: four principles with 17 statements; 114 indicators in 16 groups, with 18 parts.
    assert kinds == {"statement": 17, "indicator": 114, "part": 18}
    assert with_indicators == 16
    assert len(groups) == 4 + 16
    wanted = [line[2:].rsplit(maxsplit=1) for line in ON_SCREEN.strip().splitlines()]
    assert [(name.split(". ")[-1], number) for name, number in rated.items()] == [
        (group.strip(), int(number)) for group, number in wanted
    ]
    assert len(set(places)) == len(places)
    assert sorted(flag.split(". ", 1)[1].split(" in the source")[0] for flag in flags) == [
        "Incomplete",
        "Inconsistent",
    ]
