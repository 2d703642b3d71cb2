"""Whether a PDF keeps the standards that it claims: what validators say of it, by topic.

`topics` has the rules; `failures` groups what validators found. `ua1_conditions` and `ua2_conditions` are the
tests of the standards in an editor's words, and `clauses` finds the words and the topic of a test.
"""

from __future__ import annotations

from briefpress.checks.conformance.topics import CHECKS

__all__ = ["CHECKS"]
