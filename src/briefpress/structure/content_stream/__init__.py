"""Content streams to what they draw: runs of text and graphics, by marked content (ISO 32000-2 7.8).

`interpreter` draws pages: it hands each operator to `marking`, `graphics_state`, `text` or `painting`,
which work on a `canvas`. `runs` joins shown strings to runs of text. `resources` looks up what the
names in a stream stand for: fonts (`fonts`, `font_dictionaries`, `font_encodings`, `cmaps`), colour
spaces (`colours`), layers (`layers`). `geometry` has matrices and boxes.
"""
