"""A brief as a package for a publication record: editions, sources and records, in a folder and a zip.

    BuildRequest ─make_package→ Package ─write_package→ folder and zip

- `publication_record` makes a record from a brief; each format is a module that writes it, and a row
  of `formats.FORMATS`. `missing_fields` lists what a record lacks and why.
- `package` puts the files of the `deposit`, the records and the `manifest` together, and
  `package_writer` writes them.
- `json_text` and `xml_text` serve several formats.
"""
