from .anchors import (
    anchor_name as anchor_name,
    anchors_of as anchors_of,
    is_internal as is_internal,
)
from .chosen_fonts import font_findings as font_findings
from .documents import (
    Attachment as Attachment,
    Generated as Generated,
    HtmlDocument as HtmlDocument,
    LinkedPdf as LinkedPdf,
    PdfDocument as PdfDocument,
    Sheet as Sheet,
    Where as Where,
)
from .drawn import attached_data as attached_data
from .fingerprint import template_fingerprint as template_fingerprint
from .font_packages import installed_font as installed_font
from .outline import (
    HtmlOutline as HtmlOutline,
    read_outline as read_outline,
    spoken_words as spoken_words,
)
from .page_losses import page_losses as page_losses
from .page_styles import usual_styles as usual_styles
from .palette import contrast_findings as contrast_findings
from .parsing import parse_html as parse_html
from .passages import (
    PICTURE as PICTURE,
    Kind as Kind,
    Part as Part,
    Passage as Passage,
    Place as Place,
    Stretch as Stretch,
    fold as fold,
    letters as letters,
)
from .rendering import render as render
from .rules import RULES as RULES, THEME_MISSING as THEME_MISSING
from .semantics import (
    ANNOTATIONS as ANNOTATIONS,
    MATH as MATH,
    SVG as SVG,
    address_of_picture as address_of_picture,
    alternate_of as alternate_of,
    document_language as document_language,
    drawing_of as drawing_of,
    holds_heading as holds_heading,
    is_artifact as is_artifact,
    is_for_screens as is_for_screens,
    is_reference as is_reference,
    language_of as language_of,
    link_of_figure as link_of_figure,
    mathml_of as mathml_of,
    repeated_pictures as repeated_pictures,
    role_of as role_of,
    shown_option as shown_option,
    starts_block as starts_block,
    text_of as text_of,
)
from .source_lines import SourceLines as SourceLines, Tag as Tag
from .tables import Cell as Cell, Table as Table, in_shown_order as in_shown_order
from .templates import template_environment as template_environment
from .theme import Theme as Theme
from .theme_folders import (
    BUILT_IN as BUILT_IN,
    built_in_name as built_in_name,
    theme_files as theme_files,
)
