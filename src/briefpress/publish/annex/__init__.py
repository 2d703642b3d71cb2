"""A brief attached to a publication: as an annex of pages, or as an embedded file.

    publication, brief ─attach→ AttachResult: the bytes that follow those of the publication

The bytes of the publication stay as they are; the brief comes as an incremental update.

- `attach` opens both files (`preconditions` say which can be attached), and calls `append_annex` or
  `embed_brief`. An `attachment` holds both open files.
- `pdf` reads objects, `object_writer` writes them, `object_copier` copies them from one file to the
  other, `objects` makes them.
- What both files have one of is merged: the `structure_tree` (`role_map`, `tag_renames`,
  `tag_merge`), pages and bookmarks (`navigation`), `embedded_files`, `output_intents`, `name_trees`,
  `metadata` and `xmp_packet`.
- `annex_records` records in the publication what was attached, and `removal` removes it.
"""
