"""An author's file to the YAML of a brief, as far as a brief can hold what is in it.

    bytes ─read_draft→ DraftDocument ─write_brief→ ImportedBrief

`reading` lets pandoc read DOCX, ODT, Markdown or HTML, and takes the pictures out of their archives;
`word_languages`, `word_citations` and `word_boxes` write what pandoc loses of a Word file as it reads it,
`open_document_languages` what it loses of an ODT file.
`writing` makes the fields of a brief of pandoc's document: `blocks` its blocks, `draft_tables` its
tables, and `inlines` its words as Markdown. `losses` collects what cannot be kept, `lost_words` finds
what pandoc leaves out, and `yaml_text` writes the fields down. `importing` goes the whole way in a
worker process.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
