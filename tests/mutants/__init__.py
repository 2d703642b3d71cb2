"""The table of mutants: what can be wrong with a PDF, by the rule that finds it.

The modules are named after those of `briefpress.checks`, and the rows stand in the order of its rules.
"""

from __future__ import annotations

from mutants import conformance, fidelity, meaning, prepress, publication
from mutants.mutant import Mutant, mutate

MUTANTS: tuple[Mutant, ...] = (
    *conformance.MUTANTS,
    *meaning.MUTANTS,
    *fidelity.MUTANTS,
    *publication.MUTANTS,
    *prepress.MUTANTS,
)

__all__ = ["MUTANTS", "Mutant", "mutate"]
