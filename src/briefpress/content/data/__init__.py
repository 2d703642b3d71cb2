"""Data files, as tables and charts use them: CSV, TSV, XLSX and ODS to rows of values.

    bytes ─read_data→ DataTable ─fill→ Table

`read_data` reads one file into a `DataTable`: columns with their names, and rows of `Value`s, each
with the text that the file shows and, where it is a number, that number as an exact `Decimal`.
`delimited` reads CSV and TSV; `workbook` XLSX and `opendocument` ODS into a `Sheet`, within the limits of
`archives`. `areas` knows the notation of areas such as `A3:D20`, `written_numbers` which texts are
numbers. What cannot be read is a `BadData`, with the line or the cell of each problem. `gathering`
reads the files that a content file names, and `filling` sets them in its tables.
"""
