"""What of a brief its editions in other languages still lack, and its texts for the tools of translators.

    Source, Source, record ─compare→ Comparison          Comparison ─write_xliff, write_po→ file ─read_texts→ texts

`units` are the texts that are translated; `record` is the file beside a translation that has the fingerprint of each
source text it was made from; `pairing` finds which belong together; `facts` are the numbers, links and calls of notes
that both have to have, and `number_format` is how each language writes numbers, `named_files` what data files hold.
`comparison` puts it together. `codes` are the signs of Markdown, which `xliff` protects; `editing` writes texts into
a content file, whose comments stay, and `inserting` what its source has new.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
