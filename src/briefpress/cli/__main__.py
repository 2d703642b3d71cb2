"""`python -m briefpress`."""

from briefpress.cli.app import main

main()
