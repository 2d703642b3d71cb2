"""The rules on themes, and on the words that they set."""

from __future__ import annotations

from briefpress.findings import Rule, Severity, rules_in

THEME_MISSING = Rule(
    id="theme-missing",
    severity=Severity.ERROR,
    title="The folder of a theme holds styles or templates",
    why="A misspelt folder would be taken for a theme that changes nothing.",
    mend="a theme is a folder with styles/theme.css; see the README",
)
THEME_FILE = Rule(
    id="theme-file",
    severity=Severity.ERROR,
    title="A theme holds the files that it names, as its own, and none that is too large",
    why="A link may lead to what is nobody's business, a pipe has no end, and what is not there is not shown.",
    mend="copy the file into the folder of the theme",
)
THEME_TEMPLATE = Rule(
    id="theme-template",
    severity=Severity.ERROR,
    title="The templates of a theme can be used",
    why="A template with a mistake in it gives no page.",
    mend="mend the template; those that are built in show what a template is given",
)
THEME_CONTRAST = Rule(
    id="theme-contrast",
    severity=Severity.ERROR,
    title="The colours of a theme can be read on their ground",
    why="Headings, links and rules in a pale colour are lost on people with low vision, and on paper that was copied.",
    mend="choose a darker colour",
    wcag="1.4.6",
)
THEME_FONT = Rule(
    id="theme-font",
    severity=Severity.WARNING,
    title="The fonts that a theme names are at hand",
    why="The brief has another look than its institute asked for.",
    mend="put the files of the font beside the brief, and name them under fonts:",
)
THEME_WORDS = Rule(
    id="theme-words",
    severity=Severity.ERROR,
    title="The words of a theme are texts by their names",
    why="A heading such as Notes would be empty, or in another language.",
    mend="write: notes: Notes",
)
LABELS_LANGUAGE = Rule(
    id="labels-language",
    severity=Severity.WARNING,
    title="The theme has its words in the language of the brief",
    why="A screen reader speaks English headings with the voice of another language.",
    mend="set them under labels:",
    wcag="3.1.2",
)
LABELS_UNKNOWN = Rule(
    id="labels-unknown",
    severity=Severity.WARNING,
    title="Every label is one that a template sets",
    why="What is written under a misspelt label is never printed.",
    mend="mend its name",
)
LABELS_MONTHS = Rule(
    id="labels-months",
    severity=Severity.ERROR,
    title="There are twelve months",
    why="A date would name another month.",
    mend="write their names in one line, with commas between",
)

CONTENT_LEFT_OUT = Rule(
    id="content-left-out",
    severity=Severity.WARNING,
    title="What a page shows can be printed",
    why="A film, a sound, a map of another site or what a script draws is not in the PDF, and nobody learns of it.",
    mend="say in the page where it is found, in words and with a link, or put a picture in its place",
    wcag="1.2.1",
)
FIELD_STATE = Rule(
    id="field-state",
    severity=Severity.WARNING,
    title="Boxes that are ticked or not say so in words",
    why="The PDF shows a box with a dot or without, and people who listen hear its label alone.",
    mend="write the state as text, such as “Yes” or “not chosen”",
    wcag="4.1.2",
)
RULES = rules_in(vars())
