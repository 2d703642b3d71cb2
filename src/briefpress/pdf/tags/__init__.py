"""The structure tree: what makes a PDF readable for people who do not see the page.

A page of a PDF is a *content stream*, a program that paints glyphs and lines at positions. It knows no
words, headings or tables. A *tagged* PDF has a second description of the same content beside it, the
*structure tree*: *structure elements* such as H1, P, Table or Link, one in the other, in the order in
which they are read. A screen reader reads the tree and leaves the page alone.

Both are tied together by numbers. In the content stream, what belongs together stands in a
*marked-content sequence* with a number, its MCID; in the tree, an element holds the MCIDs of what it
shows. What nobody has to hear, such as a running header or a bullet, is marked as an *artifact* and is
in no element. A paragraph that goes on overleaf is one element with two sequences, and so is a link
over two lines, which is one element with two *link annotations*, the areas that can be clicked:

    <p>Read <a href="…">the report</a>.</p>              P
                                                         ├── MCID 0  "Read "
    /P <</MCID 0>> BDC … EMC                             ├── Link
    /Link <</MCID 1>> BDC … EMC                          │   ├── MCID 1  "the report"
    /P <</MCID 2>> BDC … EMC                             │   └── link annotation
    /Artifact BMC … EMC                                  └── MCID 2  "."

WeasyPrint tags what it draws, box by box: one P for each page of a paragraph, one Link for each line of
a link. Here the tree is built from the HTML elements instead, one structure element for each, however
many boxes show it. Five steps do that; `tagging` takes them in order:

1. `boxes` reads what WeasyPrint laid out, before it is drawn, and yields a `Layout`: for each HTML
   element the `Fragment`s that show it. A fragment is the text on one line, or a picture.
   `source_text` finds the text of the HTML that a line shows, `generated_text` that of `::before` and
   `::after`, and `spaces` the white space between words.
2. `builder` turns elements and fragments into a tree of `Node`s, one for each structure element, with
   language, alternate description and so on. `lists`, `tables` and `links` build what their names say;
   `roles` says which structure types may hold which; `context` is what they all share.
3. `marked_content` writes the content streams anew, so that each operator that paints belongs to a
   node or is an artifact, and yields the MCIDs: a `MarkedStream` for each content stream. `shaping` reads
   which glyphs Pango took for which letters, and `spelling` writes lines so that their letters can be
   read back where glyphs do not stand for them one after the other, or run from right to left.
4. `writer` writes the nodes as PDF objects, below the StructTreeRoot of the catalog.
5. `destinations` lets links and bookmarks lead to structure elements; `areas` says where on a page
   they are drawn.

`tree` has the types of all that: `Node`, `Fragment`, `LinkAnnotation`, `MarkedStream`. WeasyPrint calls
step 2 and those after it in place of its own tagging (`briefpress.pdf.patches`). No other package knows
how WeasyPrint works inside; tests/pdf/test_weasyprint_seam.py has a test for each thing that is used, and
fails when it moves.

The clauses: ISO 32000-1, 14.6 to 14.9 (marked content, logical structure, tagged PDF, accessibility);
ISO 14289 (PDF/UA), which says how they have to be used.
"""

from briefpress.pdf.tags.boxes import elements_with_boxes
from briefpress.pdf.tags.tagging import tagged

__all__ = ["elements_with_boxes", "tagged"]
