"""A brief to HTML, and HTML to what has to be heard.

    Brief, Theme ─render→ HtmlDocument ─read_outline→ HtmlOutline

`rendering` sets a brief in the templates of a `theme`, with its `words`
(`word_files`, `cldr`) and `numbers`. `outline` reads HTML as someone
who listens meets it: `passages` has the types of that, `parts` what a passage is part of. `semantics` says
what an HTML element means, such as its structure type in a PDF, `anchors` where links lead, and `tables`
which cells of a table are headings of which. `page_losses` tells what of a page is not in its PDF, and
`source_lines` on which lines it has its tags and words. `documents` has the values that go from one package to the
next, `rules` the rules on themes and words.

The look of an institute: `theme_folders` says where its files lie, `page_styles` which styles stand in a page,
`palette` derives colours from two and checks their contrast, `chosen_fonts` finds fonts in files and packages,
`style_sheets` reads what the style sheets of a theme say. `web_page` gives the page of HTML what only browsers need:
`web_fonts`, and `dark_colours`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
