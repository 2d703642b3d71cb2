"""`python -m briefpress`."""

from briefpress.cli import run

run()
