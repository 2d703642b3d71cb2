"""`python -m briefpress.cli`."""

from briefpress.cli.app import run

run()
