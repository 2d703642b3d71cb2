"""Validators: engines that judge whether a file keeps a standard.

    files, flavours ─validate→ Verdict for each file and flavour

A module drives each engine (`page_validation`, the built-in one, and `verapdf`, the reference) and
offers what `registry.Engine` says; `registry` knows them by name. `page_process` and `page_clauses`
belong to page-validation: what runs in its process, and which clause each of its rules is.
"""

from __future__ import annotations

from briefpress.checks.validators import page_validation

__all__ = ["page_validation"]
