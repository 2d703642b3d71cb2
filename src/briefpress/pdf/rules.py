"""The rules on what is found while a document is printed: by WeasyPrint, and by our own tagging."""

from __future__ import annotations

from briefpress.findings import Family, Rule, Severity, rules_in

MISSING_GLYPH = Rule(
    id="missing-glyph",
    severity=Severity.ERROR,
    title="Every character has a glyph in one of the fonts",
    why="Readers see an empty box, and a screen reader says nothing.",
    mend="use another character, or a font that holds it",
    clause="7.21.8",
    matterhorn="31-030",
)
SCRIPT_FONT = Rule(
    id="script-font",
    severity=Severity.ERROR,
    title="Every script has a font",
    why="Readers see empty boxes in place of its words, and a screen reader says nothing.",
    mend="install the fonts of the script",
    clause="7.21.8",
    matterhorn="31-030",
)
HEADING_LEVELS = Rule(  # which is also looked for in a finished PDF
    id="heading-levels",
    family=Family.MEANING,
    severity=Severity.ERROR,
    title="No heading level is skipped",
    why="People who move by headings take a missing level for a missing chapter.",
    mend="use the next level, and leave the size to the style",
    clause="7.4.2",
    matterhorn="14-003",
    wcag="1.3.1",
)
LANGUAGE = Rule(
    id="language",
    severity=Severity.ERROR,
    title="The document says which language it is in",
    why="A screen reader speaks it with whatever voice is set, which may be that of another language.",
    mend='write <html lang="…"> with the language of the text',
    clause="7.2",
    matterhorn="11-006",
    wcag="3.1.1",
)
LINK_ANCHOR = Rule(
    id="link-anchor",
    severity=Severity.WARNING,
    title="Every link within the document leads somewhere",
    why="People who follow it stay where they are.",
    mend="give the target this id, or mend the link",
    wcag="2.4.4",
)
LINK_RELATIVE = Rule(
    id="link-relative",
    severity=Severity.WARNING,
    title="Links say the whole address",
    why="A PDF does not know where the page is published: its text stays, without a link.",
    mend="write the whole address, or print with --base-url https://…",
    wcag="2.4.4",
)
LINK_UNREAD = Rule(
    id="link-unread",
    severity=Severity.WARNING,
    title="Every link holds something that is read out",
    why="Nobody learns where a link without words leads, and it is left out of the PDF.",
    mend="write words into it, or give its picture an alternate description instead of hiding it",
    wcag="2.4.4",
)
LABEL_UNREAD = Rule(
    id="label-unread",
    severity=Severity.NOTE,
    title="A label for people who listen is read out",
    why="In a PDF pictures, links, tables and parts have names; people hear the text of all else, and not its label.",
    mend="say it in the text",
    wcag="1.3.1",
)
RESOURCE_REFUSED = Rule(
    id="resource-refused",
    severity=Severity.ERROR,
    title="A document reads nothing but files of its own folder and of its theme",
    why="What lies elsewhere may be gone or changed when it is built again, or be nobody's business.",
    mend="copy the file into the folder of the document, or mend the address",
)
STYLESHEET_MISSING = Rule(
    id="stylesheet-missing",
    severity=Severity.ERROR,
    title="Every style sheet can be read",
    why="The page would look otherwise than it was meant to.",
    mend="put the style sheet beside the document",
)
FONT_MISSING = Rule(
    id="font-missing",
    severity=Severity.ERROR,
    title="Every font that a style sheet names can be loaded",
    why="Text is set in another font, which may lack its letters.",
    mend="install the font package, or mend its address",
)
DUPLICATE_ID = Rule(
    id="duplicate-id",
    severity=Severity.WARNING,
    title="Every id is given once",
    why="Links lead to the first of them, whichever was meant.",
    mend="give every element an id of its own",
)
CSS = Rule(
    id="css",
    severity=Severity.WARNING,
    title="Every rule of a style sheet is understood",
    why="What is not understood has no effect, and the page may look otherwise than it was meant to.",
    mend="mend or delete it, where it matters",
)
STYLE_FAILS = Rule(
    id="style-fails",
    severity=Severity.ERROR,
    title="WeasyPrint can print with every rule of a style sheet",
    why="It fails at some that browsers understand, such as selectors in hundreds of brackets, and there is no PDF.",
    mend="delete the rule, or write it otherwise",
)
ENGINE = Rule(
    id="engine",
    severity=Severity.ERROR,
    title="WeasyPrint prints the document without complaint",
    why="What it complains of is left out of the PDF, or comes out otherwise than it was meant.",
    mend="mend in the style sheet, template or document what the message names",
)
COPYFIT = Rule(
    id="copyfit",
    severity=Severity.NOTE,
    title="What is changed so that pages are filled well is told",
    why="Text a little smaller or closer than the theme says saves a page of a few lines, or of the credits alone.",
    mend="nothing is to be mended; `fit: false` in the brief keeps what the theme says",
)
INK_LIMIT = Rule(  # which is also looked for in a finished PDF
    id="ink-limit",
    family=Family.PUBLICATION,
    severity=Severity.WARNING,
    title="No colour takes more ink than paper bears",
    why="The sheets stick together, and the colour rubs off.",
    mend="use a colour with less ink",
)

RULES = rules_in(vars())
