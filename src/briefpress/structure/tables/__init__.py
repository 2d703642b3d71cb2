"""The grid of a tagged table: which places its cells cover, and which headers they have.

`grid` goes the whole way, `slots` lays the cells out, `implied_headers` searches for the headers of
cells that name none.
"""
