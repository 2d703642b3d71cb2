"""The rules on the people of a brief."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

NAME_ORDER = Rule(
    id="name-order",
    severity=Severity.NOTE,
    title="It is known which part of an author's name is the family name",
    why="The name is cited as it is printed, and catalogues may file it under the wrong part.",
    mend="add family: to the author, and given: where the rest of the name is not all of it;"
    " the family name of an organisation is its whole name",
)
