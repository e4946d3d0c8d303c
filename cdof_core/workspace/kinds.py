"""Every kind of thing that users save, and what holds for it."""

from dataclasses import dataclass

from cdof_core.workspace.actors import Role


@dataclass(frozen=True, slots=True)
class KindRule:
    """What holds for one kind.

    Attributes:
        noun: What users call one of them, in lower case.
        writes: The least role that may add, change, remove or undo.
        has_unique_names: Whether a name is required and taken only once under the same parent.
        longest: Most characters of its content, written as JSON.
        by_guests: Whether guests of the parent entry may add and change them too.
    """

    noun: str
    writes: Role = Role.ANALYST
    has_unique_names: bool = False
    longest: int = 20_000
    by_guests: bool = False


KINDS: dict[str, KindRule] = {
    "annotation": KindRule("annotation", Role.EDITOR),
    "area_list": KindRule("list of areas", has_unique_names=True),
    "assessment": KindRule(
        "self-assessment", Role.EDITOR, has_unique_names=True, longest=1_000_000
    ),
    "assessment_file": KindRule("file of evidence", Role.EDITOR),
    "assessment_file_bytes": KindRule("content of a file", Role.EDITOR, longest=4_100_000),
    "assessment_rating": KindRule("rating", Role.EDITOR, has_unique_names=True),
    "chapter": KindRule("chapter", has_unique_names=True, longest=2_000_000),
    "chapter_section": KindRule("section", longest=2_000_000),
    "chapter_version": KindRule("version of a chapter", has_unique_names=True, longest=8_000_000),
    "erasure": KindRule("erasure", Role.ADMINISTRATOR),
    "functioning": KindRule("heading", Role.EDITOR),
    "idea": KindRule("idea", by_guests=True, longest=2_000),
    "indicator_list": KindRule("list of measures", has_unique_names=True),
    "mapping": KindRule("mapping", has_unique_names=True, longest=200_000),
    "measure_owner": KindRule("owner of a measure", Role.EDITOR, has_unique_names=True),
    "meeting": KindRule("meeting", Role.EDITOR, longest=100_000),
    "member": KindRule("member", Role.EDITOR),
    "note": KindRule("note"),
    "own_group": KindRule("group"),
    "partnership_log": KindRule("request or challenge", Role.EDITOR),
    "partnership_plan": KindRule("date of a plan", Role.EDITOR, has_unique_names=True),
    "pinned_view": KindRule("pinned view", longest=50_000),
    "priority_session": KindRule("workshop", Role.EDITOR, has_unique_names=True, longest=200_000),
    "scenario": KindRule("scenario", has_unique_names=True),
    "story": KindRule("story", has_unique_names=True, longest=500_000),
    "target": KindRule("target", Role.EDITOR, longest=50_000),
    "vote": KindRule("vote", has_unique_names=True, by_guests=True),
}
"""By the name it is stored under. A kind is added here in one line and never renamed."""

OF_GUESTS = frozenset(kind for kind, rule in KINDS.items() if rule.by_guests)
"""What guests hand in is listed nowhere one by one: a vote's name is its phone's own, and with the
time beside it would tell who voted how."""

UNLISTED = OF_GUESTS | {"assessment_file_bytes"}
"""What no list of saved things and no workbook holds: those, and what nobody can read there."""
