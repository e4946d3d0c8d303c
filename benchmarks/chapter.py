"""How long a large chapter takes, step by step: 25 sections, 20 pictures and 20 tables in Word.

Run `python -m benchmarks.chapter [AREA]` on a built snapshot. The template is made here: every
section has measures the area holds, one picture at most, and one table. A step's time is the
clock's: pictures are drawn in processes of their own. Measure on a machine that does nothing else.
"""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from cdof_core.analysis.chapter import gather_facts
from cdof_core.analysis.places import find_places
from cdof_core.domain import AreaCode, BenchmarkKind, Selection
from cdof_core.domain.chapter import BlockKind
from cdof_core.report.chapter.build import build_chapter
from cdof_core.report.chapter.pictures_ahead import PicturesAhead
from cdof_core.report.chapter.template import Template, parse_template
from cdof_core.report.chapter.write import Form, prepare_chapter, write_chapter
from cdof_core.report.drawing import DrawingRoom
from cdof_core.store import areas

Made = TypeVar("Made")
SECTIONS = 25
PICTURES = 20
TABLES = 20
MOST_SECONDS = 10.0
MEASURES = (
    "cin_parent_drug",
    "cin_child_drug",
    "cin_other_drug",
    "cin_parent_alcohol",
    "cla_substance",
    "deaths_drug_misuse_3y_rate",
    "deaths_drug_poisoning_3y_rate",
    "deaths_drug_misuse_crude_rate",
    "deaths_drug_poisoning_crude_rate",
    "alcohol_need_met",
    "recorded_drug_offences_rate",
    "recorded_homicide_rate",
    "recorded_burglary_rate",
    "recorded_robbery_rate",
    "recorded_theft_person_rate",
    "recorded_vehicle_rate",
    "recorded_weapons_rate",
    "recorded_crime_total_rate",
    "spend_drug_treatment_net_per_head",
    "spend_drug_treatment_gross_per_head",
)
"""As many as pictures: none is drawn twice."""


def large_template() -> Template:
    """Return a template of 25 sections, 20 with a picture and 20 with a table."""
    lines = ['format = 1\nname = "Large"\nversion = "1"\ntitle = "Large chapter of {area}"']
    for number in range(SECTIONS):
        measure = MEASURES[number % len(MEASURES)]
        lines += ["[[section]]", f'id = "s{number}"', f'heading = "Section {number + 1}"']
        lines.append(f'measures = ["{measure}"]')
        if number < PICTURES:
            lines.append(f'pictures = ["{measure}"]')
        if number >= SECTIONS - TABLES:
            lines.append('computed = ["measures_table"]')
    return parse_template("\n".join(lines), name="large.toml")


def timed(name: str, make: Callable[[], Made]) -> tuple[Made, float]:
    """Run a step and say what it took; returns its result and the clock's seconds."""
    clock, processor = time.perf_counter(), time.process_time()
    made = make()
    spent = time.perf_counter() - clock
    worked = time.process_time() - processor
    print(f"{name:32} {spent:6.2f} s, {worked:6.2f} s of this process")
    return made, spent


def main() -> int:
    """Measure, and fail where Word takes longer than it may."""
    area = sys.argv[1] if len(sys.argv) > 1 else "E06000055"
    template = large_template()
    selection = Selection(area_code=AreaCode(area), benchmark=BenchmarkKind.ENGLAND)
    places = find_places(
        selection,
        areas=areas.areas(),
        groups=areas.group_members(),
        schemes=areas.group_schemes(),
    )
    with DrawingRoom(expected=PICTURES) as room:
        ahead = PicturesAhead(room)
        facts, gathered = timed(
            "gather the facts",
            lambda: gather_facts(
                selection,
                places=places,
                indicator_ids=template.measures,
                pictured=template.pictures,
                on_view=ahead.begin,
            ),
        )
        chapter, built = timed("build the chapter", lambda: build_chapter(template, facts))
        kinds = [block.kind for block in chapter.blocks()]
        figures, tables = kinds.count(BlockKind.FIGURE), kinds.count(BlockKind.TABLE)
        print(f"{len(chapter.sections)} sections, {figures} pictures, {tables} tables")
        prepared, drawn = timed(
            "audit, and await the pictures",
            lambda: prepare_chapter(chapter, facts, ahead=ahead),
        )
    total = gathered + built + drawn
    for form in Form:
        _, spent = timed(f"write .{form}", lambda form=form: write_chapter(prepared, form))
        if form is Form.WORD:
            total += spent
    print(f"Word in all, with the facts: {total:.2f} s (most: {MOST_SECONDS:.0f})")
    return 0 if total <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
