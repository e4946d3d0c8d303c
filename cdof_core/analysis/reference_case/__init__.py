"""Do the printed figures of the two reference cases follow from their own inputs?"""

from cdof_core.analysis.reference_case.audit import audit_bedford, audit_essex
from cdof_core.analysis.reference_case.printed import PrintedCheck, ReferenceCaseError, Verdict

__all__ = ["PrintedCheck", "ReferenceCaseError", "Verdict", "audit_bedford", "audit_essex"]
