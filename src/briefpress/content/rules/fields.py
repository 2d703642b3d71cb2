"""The rules on the fields of a brief: names, types and values."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

FIELD_MISSING = Rule(
    id="field-missing",
    severity=Severity.ERROR,
    title="Every field that is needed is there",
    why="Without it the brief cannot be cited, described or understood.",
    mend="add the field",
)
UNKNOWN_KEY = Rule(
    id="unknown-key",
    severity=Severity.ERROR,
    title="Every key is the name of a field",
    why="The value of a misspelt key would not be printed.",
    mend="mend the name; briefpress schema lists them",
)
UNKNOWN_BLOCK = Rule(
    id="unknown-block",
    severity=Severity.ERROR,
    title="Every block is of a kind that there is",
    why="A block of an unknown kind would not be printed.",
    mend="mend the name; briefpress schema lists them",
)
WRONG_TYPE = Rule(
    id="wrong-type",
    severity=Severity.ERROR,
    title="Every value is text, a list, a group or a number, as its field says",
    why="A value of another type cannot be printed.",
    mend="write it as the field is described; briefpress schema has all of them",
)
WRONG_VALUE = Rule(
    id="wrong-value",
    severity=Severity.ERROR,
    title="Every value is one that its field can have",
    why="A code, date or number that is none misleads catalogues, screen readers and people.",
    mend="write it as the field is described; briefpress schema has all of them",
)
EMPTY_FIELD = Rule(
    id="empty-field",
    severity=Severity.ERROR,
    title="No field is empty",
    why="An empty field leaves a heading, a label or a cell that says nothing.",
    mend="fill it in, or delete the line",
)
SECTION_DEPTH = Rule(
    id="section-depth",
    severity=Severity.ERROR,
    title="Sections are nested four levels deep at most",
    why="People who move by headings lose their way in deeper levels.",
    mend="set this text in the section above, or give it a place further up",
    wcag="2.4.6",
)
EMPTY_SECTION = Rule(
    id="empty-section",
    severity=Severity.ERROR,
    title="Every heading has content",
    why="People who move by headings land on nothing.",
    mend="add a body: with text, or delete the heading",
    wcag="2.4.6",
)
FIGURE_ALT = Rule(
    id="figure-alt",
    severity=Severity.ERROR,
    title="Every figure has an alternative text, or is decoration",
    why="People who do not see the figure do not even learn what it is about.",
    mend="give it either alt: … with what the picture tells, or decorative: true",
    clause="7.3",
    matterhorn="13-004",
    wcag="1.1.1",
)
TABLE_ROW = Rule(
    id="table-row",
    severity=Severity.ERROR,
    title="Every row of a table has a cell for each column",
    why="Cells that slip into the next column are under the wrong heading.",
    mend='give every row a cell for each column; "" is an empty one, and one that spans several counts as so many',
    clause="7.5",
    wcag="1.3.1",
)
TABLE_COLUMNS = Rule(
    id="table-columns",
    severity=Severity.ERROR,
    title="The headings of a table take two rows at most",
    why="People who listen hear every heading of a cell, and lose count of three and more.",
    mend="put all headings into two rows at most",
    wcag="1.3.1",
)
