"""Defects for good PDFs: functions that change an `EditablePdf`, by what they change.

Those of `changes` return such a function, so that a row of a table can name its arguments.
"""
