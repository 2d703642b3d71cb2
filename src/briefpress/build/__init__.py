"""Briefs to files: one, a series, those that somebody edits, or many on a cluster; and PDF files of any origin.

In: `BuildRequest`s, or the path of a file. Out: `Build`s and `CheckResult`s. What touches content runs
in workers: `workers`, `pdf_files` and `cluster` ask, `tasks`, `pdf_tasks` and `cluster_worker` answer.
`pdf_sources` finds what a PDF was made from. `brief` is the whole way of one brief, with `editions`,
`engine` and `brief_report`; `series` finds what is stale by its `records`; `watch` builds what is saved
(`saves`, `watch_state`, `watch_events`), and `preview` shows it. `bundles` is what travels to a cluster.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
