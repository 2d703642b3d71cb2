from .checking import (
    CHECKS as CHECKS,
    FOR_PEOPLE as FOR_PEOPLE,
    RULES as RULES,
    check as check,
    needs_of as needs_of,
)
from .one_pdf import (
    DPI as DPI,
    CheckedPdf as CheckedPdf,
    Source as Source,
    check_pdf as check_pdf,
)
from .publication.integrity import PDF_DAMAGED as PDF_DAMAGED
from .rules import Check as Check, Problem as Problem
from .subject import Subject as Subject
from .validators.judging import (
    judge_own as judge_own,
    judging as judging,
    start_validators as start_validators,
)
from .validators.registry import (
    BUILT_IN as BUILT_IN,
    VALIDATORS as VALIDATORS,
    validator_named as validator_named,
)
from .waivers import WAIVER_RULES as WAIVER_RULES, apply_waivers as apply_waivers
