"""The Markdown in a text value: to safe HTML, to plain text, and what is wrong in it.

It is CommonMark without headings, images and HTML, which have their own places in a brief, and with
three additions: `[words]{lang=sw}` for a phrase in another language, `[^key]` for a note, and `[@id]`,
`[see @id, p. 4; @other]` or `@id` for a citation.

`conversion` has what the rest of the program calls, `problems` what is wrong in a text, `parser` sets
markdown-it-py up. `notes`, `citations`, `abbreviations` and `links` are the parser's additions,
`apparatus` is what they refer to, and `calls` has the values that go to pandoc.
"""
