"""What a screen reader says of a PDF, and its structure tree as text.

    PdfStructure ─tree_reader→ announcements and words ─utterance_builder→ Utterances ─utterances→ text

`transcription` goes the whole way. `tree_reader` walks through the tree; `roles` and `announcements` say
how each element is announced in its `context`, and `untagged` guesses the paragraphs of a PDF without
a tree. `spoken_text` has the words of texts and elements, `languages` the names of languages.
`tree_view` prints the tree itself, `element_lists` lists headings, links and tables, `link_targets`
says where links lead, and `as_data` has all of it for programs.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
