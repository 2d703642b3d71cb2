"""Country briefs that everyone can read: one YAML file becomes a checked, tagged PDF.

content/*.yaml ─load→ Brief ─render→ HtmlDocument ─print_pdf→ PdfDocument ─inspect→ PdfStructure
─check→ Report
"""

__version__ = "0.1.0"
