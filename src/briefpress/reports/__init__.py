"""A `Report` as text, JSON, SARIF, JUnit XML or a page of HTML, and what a PDF says about itself.

In: the `Report` of one file, or of several with their names. Out: text to print or to write.

- `terminal` prints reports; `json_report`, `sarif` and `junit` write them for programs.
- `html_report` writes the page, with the `overlay` on each picture and the `spoken_lines` beside it.
- `phrases` are the sentences that all of them share, `rule_lookup` the rules that they show, and
  `numbered_findings` the order in which findings are shown. `html_templates` sets up Jinja.
- `pdf_info` is what `briefpress info` prints.

Only the verdict of an engine is called conformance, and it is given with the name of the engine.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
