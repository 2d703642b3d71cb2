"""What workers load before they are asked for anything, by the function or module that does so."""

from __future__ import annotations

BUILD = "briefpress.build.tasks:load"
BUILD_ONE = "briefpress.build.tasks:load_beside"  # with the engine in a process beside it
PRINT_ONE = "briefpress.build.tasks:load_page_beside"
READ_PDFS = "briefpress.build.pdf_tasks"
CHECK_PDFS = "briefpress.build.pdf_tasks:load_to_check"
