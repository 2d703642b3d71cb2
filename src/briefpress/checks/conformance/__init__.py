"""Whether a PDF keeps the standards that it claims: what validators say of it, by topic.

`topics` holds the rules, `clauses` which test of which clause belongs to which of them, `failures`
what validators found.
"""

from __future__ import annotations

from briefpress.checks.conformance.topics import CHECKS

__all__ = ["CHECKS"]
