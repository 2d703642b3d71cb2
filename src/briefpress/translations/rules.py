"""The rules on translations."""

from __future__ import annotations

from briefpress.findings import Rule, Severity, rules_in
from briefpress.system import CALLED_AS

_COPY = "Readers of the other language learn something else, or less."

TRANSLATION_NEW = Rule(
    id="translation-new",
    severity=Severity.WARNING,
    title="Every text of the source is in the translation",
    why=_COPY,
    mend="translate it, in the same place",
)
TRANSLATION_STALE = Rule(
    id="translation-stale",
    severity=Severity.WARNING,
    title="A text of a translation was made from the source as it is now",
    why=_COPY,
    mend=f"look the translation over, and mark it: {CALLED_AS} translations --accept",
)
TRANSLATION_GONE = Rule(
    id="translation-gone",
    severity=Severity.WARNING,
    title="What a translation says is still in its source",
    why=_COPY,
    mend=f"delete it, or keep it and mark it: {CALLED_AS} translations --accept",
)
TRANSLATION_UNTRANSLATED = Rule(
    id="translation-untranslated",
    severity=Severity.WARNING,
    title="The texts of a translation are translated",
    why="A screen reader speaks them with the voice of another language.",
    mend="translate it",
)
TRANSLATION_UNRECORDED = Rule(
    id="translation-unrecorded",
    severity=Severity.NOTE,
    title="It is known from which source text each translated one was made",
    why="Later changes of the source could not be told.",
    mend=f"compare them, and mark them as up to date: {CALLED_AS} translations --accept",
)
TRANSLATION_DIFFERS = Rule(
    id="translation-differs",
    severity=Severity.WARNING,
    title="A translation has the numbers, links, notes and pointers of its source",
    why="A wrong number is believed, and a note that nothing calls is never read.",
    mend="compare both texts; what is written in words, or otherwise in this language, may stay",
)
TRANSLATION_NUMBERS = Rule(
    id="translation-numbers",
    severity=Severity.WARNING,
    title="The numbers of a translation are written as its language writes them",
    why="Readers of one language take 1,204 for a thousand and more, and those of another for little more than one.",
    mend="write them as this language does",
)
TRANSLATION_DATA = Rule(
    id="translation-data",
    severity=Severity.WARNING,
    title="What a data file says is in the language of the translation",
    why="Names of bars and rows stand in a language that its readers may not know, and are spoken in a wrong voice.",
    mend="save the file under another name, such as wells.fr.csv, translate it, and name that file",
)
TRANSLATION_FIELD = Rule(
    id="translation-field",
    severity=Severity.WARNING,
    title="A translation has the figures, tables, notes and sources of its source",
    why=_COPY,
    mend="copy what is lacking from the source, and translate its texts",
)
TRANSLATION_UNLISTED = Rule(
    id="translation-unlisted",
    severity=Severity.NOTE,
    title="A brief and its translation name one another under translations:",
    why="Readers of one do not learn that there is another.",
    mend="add the other edition under translations:, with its language, brief, and url or doi",
)
TRANSLATION_OF = Rule(
    id="translation-of",
    severity=Severity.ERROR,
    title="The source of a translation can be read, and is none itself",
    why="Nothing can be compared with what is not there.",
    mend="write the name of the content file beside this one: translation_of: mali.yaml",
)
TRANSLATION_RECORD = Rule(
    id="translation-record",
    severity=Severity.ERROR,
    title="The record of a translation is one",
    why="Without it nobody knows what the translation was made from.",
    mend="take it from version control, or delete it and compare all texts anew",
)
TRANSLATION_FILE = Rule(
    id="translation-file",
    severity=Severity.ERROR,
    title="A file from a translator's tool can be read",
    why="What is not understood would be lost without a word.",
    mend=f"export it again with: {CALLED_AS} translations --export",
)
TRANSLATION_CODES = Rule(
    id="translation-codes",
    severity=Severity.WARNING,
    title="A translated text has the signs of Markdown that its source has",
    why="A link, a note or an emphasis is lost.",
    mend="put the signs back in the translation",
)
TRANSLATION_PLACE = Rule(
    id="translation-place",
    severity=Severity.WARNING,
    title="A translated text has a place in the content file",
    why="It was translated, and nobody would read it.",
    mend="copy the part from the source into the same place, and import once more",
)
TRANSLATION_CRASH = Rule(
    id="translation-crash",
    severity=Severity.ERROR,
    title="Translations are compared within the limits of time and memory",
    why="A file that is made to take for ever would stop all others.",
    mend="compare a smaller file",
)
RULES = rules_in(vars())
