"""What a chapter on an area can state from the figures held, and what it cannot."""

from typing import Final

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.narrative.names import in_sentence, listed
from cdof_core.report.chapter.need import told_needs, unknown_drug_need

_HARM: Final = ("deaths", "use", "crime")
_CASELOADS: Final = ("ndtms_in_treatment", "ndtms_opiate_crack_in_treatment")
_DRUG_NEED: Final = "need for drug treatment"
_TREATED: Final = "how many people are in drug treatment"


def scope_text(facts: ChapterFacts) -> str:
    """Say which subjects the figures of the area reach, and which they do not.

    Args:
        facts: What is known of the area.
    """
    rows = facts.comparison.rows
    known = rows[rows["value"].notna()]
    outcomes = set(known["outcome_id"])
    unknown = unknown_drug_need(facts) is not None
    has_caseload = known["indicator_id"].isin(list(_CASELOADS)).any()
    has_alcohol = any(str(one.substance) == "alcohol" for one, _, _ in told_needs(facts))
    held = {
        "drug-related harm": bool(outcomes & set(_HARM)),
        _DRUG_NEED: not unknown,
        "alcohol need": has_alcohol,
        _TREATED: bool(has_caseload),
    }
    area = in_sentence(facts.places.area.name)
    can = [name for name, is_held in held.items() if is_held]
    cannot = [name for name in (_DRUG_NEED, _TREATED) if not held[name]]
    start = f"This chapter describes {listed(can)} in {area}." if can else f"This is on {area}."
    if not cannot:
        return start
    return f"{start} From the figures held it cannot state {' or '.join(cannot)} there."
