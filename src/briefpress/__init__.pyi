from .build import build as build, check as check
from .html import HtmlDocument as HtmlDocument, PdfDocument as PdfDocument
from .pdf import print_pdf as print_pdf

__version__: str
