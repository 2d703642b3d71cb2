"""Copyfitting: pages that are laid out are looked at, and set once or twice more where that mends a fault.

    Document ─read_pages→ LaidPages ─faults_of→ faults ─propose→ Setting ─render→ Document

`pages.py` says what stands on each page, `faults.py` what is wrong with that and how much, `proposals.py` which
setting may mend it: tighter or looser text, a picture that is a little lower, a figure that lets the text after
it go first. `copyfitting.py` tries at most two settings, and keeps the best. A document whose pages are right costs
one look at them. The structure tree keeps the order of the HTML, whatever moves on the page.
"""
