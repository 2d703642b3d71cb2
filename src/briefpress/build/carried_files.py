"""The descriptions of the files that a PDF of ours carries, by which it is compared with them later.

They stand by themselves, since a PDF of another program is checked without all that sets a brief.
"""

ABOUT_BRIEF = "The text of this brief, with its fields"
ABOUT_SERIES = "What all briefs of the series have in common"
ABOUT_BRAND = "The brand of its institute"
ABOUT_WORKS = "The works that this brief cites, as CSL-JSON"
ABOUT_DATA = "What this brief shows of its data files"
ABOUT_STYLE = "The style in which this brief cites them"
OWN_TEMPLATES = "; it was set with templates of its own theme"
