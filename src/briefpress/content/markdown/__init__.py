"""The Markdown in a text value: to safe HTML, to plain text, and what is wrong in it.

It is CommonMark without headings, images and HTML, which have their own places in a brief, and with
three additions: `[words]{lang=sw}` for a phrase in another language, `[^key]` for a note, and `[@id]`
or `[@id, p. 4; @other]` for a citation.

`conversion` has what the rest of the program calls, `problems` what is wrong in a text, `parser` sets
markdown-it-py up. `notes_and_citations`, `abbreviations` and `links` are the parser's additions, and
`apparatus` is what they refer to.
"""
