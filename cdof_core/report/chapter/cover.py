"""What stands below a chapter's title: area, data, versions, review and disclosure."""

import pandas as pd

from cdof_core.domain.chapter import Chapter
from cdof_core.narrative.periods import day_text
from cdof_core.report.section_sources import disclosure_statement


def cover_lines(chapter: Chapter, used: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Return label and text of each line of the cover block.

    Args:
        chapter: The chapter.
        used: The datasets that it cites, as in the catalogue.
    """
    return (
        ("Area", chapter.area_name),
        ("Compared with", chapter.benchmark_label),
        (
            "Data",
            f"snapshot {chapter.content_hash[:12]} of {day_text(pd.Timestamp(chapter.built_on))}",
        ),
        ("Methods", f"version {chapter.methods_version}"),
        ("Template", f"{chapter.template_id}, version {chapter.template_version}"),
        ("Review by", day_text(pd.Timestamp(chapter.review_on))),
        ("Disclosure", disclosure_statement(used)),
    )
