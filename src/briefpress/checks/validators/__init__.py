"""Validators: programs that judge whether a file keeps a standard.

    files, flavours ─validate→ Verdict for each file and flavour

A module drives each: `page_validation`, which is built in, and `verapdf`, the reference. `registry`
knows them by name and says what such a module offers; `judging` asks those that a user names about
the `standards` that a file claims. `page_clauses` says which clause each rule of page-validation is,
and `known_faults` sets right what it is known to say wrongly.
"""
