from .brand_files import find_brand as find_brand, named_file as named_file
from .charts.areas import Area as Area, MapData as MapData, map_data as map_data
from .charts.tables import ValueTable as ValueTable
from .charts.values import ChartData as ChartData, Series as Series, chart_data as chart_data
from .charts.vega_lite import read_spec as read_spec, spec_table as spec_table
from .codes import isbn_barcode as isbn_barcode, qr_address as qr_address, qr_code as qr_code
from .colours import hex_of as hex_of, to_srgb as to_srgb
from .copyedit import editorial_queries as editorial_queries
from .data.archives import open_archive as open_archive, read_part as read_part
from .data.gathering import data_file_names as data_file_names
from .data.number_signs import (
    decimal_sign_of as decimal_sign_of,
    number_in_language as number_in_language,
)
from .data.reading import (
    read_data as read_data,
    read_data_file as read_data_file,
    read_data_for as read_data_for,
)
from .data.shown import MAX_SHOWN as MAX_SHOWN, shown_as_json as shown_as_json
from .data.values import (
    BadData as BadData,
    DataTable as DataTable,
    Problem as Problem,
    Value as Value,
)
from .data.written_numbers import decimal_sign as decimal_sign, number_tail as number_tail
from .days import day_in as day_in
from .editions import (
    EDITIONS as EDITIONS,
    LARGE as LARGE,
    PDF_X_VERSION as PDF_X_VERSION,
    PRINT as PRINT,
    PRISM_NAMESPACE as PRISM_NAMESPACE,
    SCREEN as SCREEN,
    WEB_PAGE as WEB_PAGE,
    Edition as Edition,
)
from .embedded import load_embedded as load_embedded
from .equations import mathml_of as mathml_of
from .field_examples import (
    block_examples as block_examples,
    field_examples as field_examples,
    part_examples as part_examples,
)
from .images import read_image as read_image
from .inks import (
    FOGRA39 as FOGRA39,
    Inks as Inks,
    PrintingCondition as PrintingCondition,
    printing_condition as printing_condition,
    total_area_coverage as total_area_coverage,
)
from .json_schema import json_schema as json_schema
from .language_tags import closest_language as closest_language, usual_script as usual_script
from .licence_names import licence_name as licence_name
from .licences import LICENCES as LICENCES, Licence as Licence
from .loading import Manuscript as Manuscript, load as load, read_text as read_text
from .locating import locate_text as locate_text
from .looks import BRAND as BRAND, PAPERS as PAPERS, SMALL_PAGE as SMALL_PAGE, THEMES as THEMES
from .markdown.apparatus import Apparatus as Apparatus
from .markdown.calls import (
    CitedWorks as CitedWorks,
    NoteCall as NoteCall,
    citation_note as citation_note,
)
from .markdown.conversion import (
    markdown_to_html as markdown_to_html,
    markdown_to_text as markdown_to_text,
    tokens_to_html as tokens_to_html,
)
from .markdown.formulas import is_formula as is_formula
from .markdown.parser import text_direction as text_direction
from .markdown.pointers import Pointer as Pointer
from .mathml_words import words_of_mathml as words_of_mathml
from .model.blocks import PAGE_BREAK as PAGE_BREAK, Block as Block
from .model.brief import Brief as Brief
from .model.charts import Chart as Chart, Drawn as Drawn, Map as Map
from .model.countries import (
    UnknownCountry as UnknownCountry,
    find_country as find_country,
    two_letters as two_letters,
)
from .model.equations import Equation as Equation
from .model.fields import Markdown as Markdown, Model as Model
from .model.identifiers import is_language as is_language
from .model.imprint import Partner as Partner, Person as Person
from .model.names import NameParts as NameParts, cited_name as cited_name, name_parts as name_parts
from .model.pictures import Figure as Figure, Figures as Figures, Picture as Picture
from .model.table_rows import (
    Cell as Cell,
    GroupRow as GroupRow,
    Row as Row,
    TotalRow as TotalRow,
    cells_of as cells_of,
    place_cells as place_cells,
)
from .model.tables import Column as Column, Table as Table
from .model.themes import ThemeChoice as ThemeChoice
from .numbering import NumberedPart as NumberedPart, number_parts as number_parts
from .passages import passages as passages
from .picture import BadImage as BadImage, Image as Image
from .picture_conversion import convert_picture as convert_picture
from .profiles import PROFILES as PROFILES, UA1 as UA1, UA2 as UA2, Profile as Profile
from .proportions import balanced_width as balanced_width, proportions as proportions
from .references.citing import cite as cite
from .references.loading import WORKS_FILE as WORKS_FILE
from .references.works import Bibliography as Bibliography
from .rules import RULES as RULES
from .rules.charts import (
    CHART_SPEC as CHART_SPEC,
    CHARTS_MISSING as CHARTS_MISSING,
    EQUATION_TEX as EQUATION_TEX,
)
from .rules.fields import FIGURE_ALT as FIGURE_ALT
from .rules.images import IMAGE_MISSING as IMAGE_MISSING
from .rules.yaml import NOT_UTF_8 as NOT_UTF_8
from .stated_licence import licence_of as licence_of
from .svg import is_xml as is_xml, refuse_html as refuse_html
from .yaml_parser import parse_yaml as parse_yaml
from .yaml_source import (
    Data as Data,
    KeyPath as KeyPath,
    Source as Source,
    Span as Span,
)
