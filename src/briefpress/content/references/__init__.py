"""The bibliography of a brief, and what pandoc makes of the citations in its text.

    files ─reading→ Bibliography ┐
    texts ─markdown→ citations ──┴─citing→ CitedWorks: each citation, and the list, set in a style

`works` has what a bibliography is made of, `styles` the citation styles (`csl/` has those that are
built in), `pandoc_text` goes from pandoc's text to tokens of Markdown and back.
"""
