"""A brief attached to a publication: as an annex of pages, or as a file.

    publication, brief ─admission→ two open PDFs ─joining→ a revision, appended to the publication

What the publication was stays as it is, to the byte; the annex comes with everything its pages refer
to. `pdf` reads, `revision` writes, `graft` takes objects over; `tags`, `navigation`, `files`, `colours`
and `packet` join what both files have one of; `record` remembers what was attached.
"""

from __future__ import annotations

from briefpress.publish import Input, Joined, Kind, attach

__all__ = ["Input", "Joined", "Kind", "attach"]
