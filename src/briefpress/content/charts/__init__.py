"""What charts and maps show: their data files to values, and what is wrong with them.

`files` reads the files that they name, `values` has what a chart shows of a data file, `areas` the areas of
a map, `vega_lite` a Vega-Lite file with its data. `checks` finds what is wrong, and `alternates` proposes an
alternative text, which an editor may copy.
"""
