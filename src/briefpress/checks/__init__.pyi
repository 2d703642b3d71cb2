from .checking import (
    CHECKS as CHECKS,
    FOR_PEOPLE as FOR_PEOPLE,
    RULES as RULES,
    check as check,
    needs_of as needs_of,
)
from .conformance.topics import ENGINE_UNJUDGED as ENGINE_UNJUDGED
from .one_pdf import (
    DPI as DPI,
    CheckedPdf as CheckedPdf,
    Source as Source,
    check_pdf as check_pdf,
)
from .publication.integrity import PDF_DAMAGED as PDF_DAMAGED
from .repeated import without_repeated_verdicts as without_repeated_verdicts
from .rules import Check as Check, Problem as Problem
from .subject import Subject as Subject
from .validators.judging import (
    judge_own as judge_own,
    judging as judging,
    load_own_judge as load_own_judge,
    not_judged as not_judged,
    start_validators as start_validators,
)
from .validators.registry import (
    BUILT_IN as BUILT_IN,
    VALIDATORS as VALIDATORS,
    judges_of as judges_of,
    validator_named as validator_named,
)
from .validators.standards import (
    STANDARDS as STANDARDS,
    claims as claims,
    flavour_named as flavour_named,
    standard_name as standard_name,
)
from .waivers import (
    WAIVER_RULES as WAIVER_RULES,
    apply_own_waivers as apply_own_waivers,
    apply_waivers as apply_waivers,
)
