"""Rules over a PDF: what has to hold before anyone sees it.

    Subject (PdfStructure, and what else is known of the file) ─check→ Report

A rule over a PDF is a row of keywords at the function that tests it (`rules.rule`); `checking` has
them all and applies them. They are in families:

- `conformance/`: what the standards ask that a file claims; the validators say whether it is kept;
- `meaning/`: what no validator checks, whether a person who listens could follow;
- `fidelity`: whether the PDF says what its source says;
- `publication/`: what a publisher and a printing house owe.

Several of them need `subject` (what is checked), `reading` (a PDF by its blocks, headings and
languages), `contrast` (measured on the page) and `language_detection`. `validators/` drives the
engines that judge conformance, `waivers` sets aside what a brief puts up with, and `repeated` what is told
twice.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
