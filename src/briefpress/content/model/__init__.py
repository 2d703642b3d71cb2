"""What a brief is made of, as immutable pydantic models, without any input or output.

`brief` has the whole, `sections` its sections and annexes, `blocks` and `tables` what a section can hold, `imprint` the
people and bodies behind a brief, `print_options` what a printing house asks for, `fields` the types
of single values.
"""
