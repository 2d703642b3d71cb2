from .html_report import (
    PICTURE_DPI as PICTURE_DPI,
    pages_to_draw as pages_to_draw,
    to_html as to_html,
)
from .html_templates import data_uri as data_uri, html_environment as html_environment
from .json_report import to_json as to_json, to_json_of_all as to_json_of_all
from .junit import to_junit as to_junit
from .overlay import Mark as Mark, PixelBox as PixelBox, draw_marks as draw_marks
from .pdf_info import (
    LICENCE_PROPERTIES as LICENCE_PROPERTIES,
    claimed_standards as claimed_standards,
    info_to_json as info_to_json,
    info_to_text as info_to_text,
    licence_name as licence_name,
    read_pdf_info as read_pdf_info,
)
from .phrases import (
    count_by_severity as count_by_severity,
    join_and as join_and,
    not_judged_sentences as not_judged_sentences,
    plural as plural,
    verdict_sentence as verdict_sentence,
)
from .rule_lookup import CheckedFile as CheckedFile
from .sarif import to_sarif as to_sarif
from .terminal import (
    print_findings as print_findings,
    print_reports as print_reports,
    progress_bar as progress_bar,
    spinner as spinner,
    to_short_text as to_short_text,
    to_text as to_text,
)
