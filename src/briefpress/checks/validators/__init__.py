"""Validators: programs that judge whether a file keeps a standard.

    files, flavours ─validate→ Verdict for each file and flavour

A module drives each: `page_validation`, which is built in, and `verapdf`, the reference. `registry`
knows them by name and says what such a module offers; `judging` asks those that a user names.
`page_process` and `page_clauses` belong to page-validation: what runs in its process, and which
clause each of its rules is.
"""

from __future__ import annotations

from briefpress.checks.validators import page_validation

__all__ = ["page_validation"]
