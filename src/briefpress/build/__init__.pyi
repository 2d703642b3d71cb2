from . import setups as setups
from .brief import build_brief as build_brief
from .cluster import build_on_cluster as build_on_cluster
from .engine import (
    PrintPdf as PrintPdf,
    print_and_judge as print_and_judge,
    print_beside as print_beside,
)
from .pdf_files import CheckResult as CheckResult, PdfWorker as PdfWorker, check as check
from .preview.server import serving as serving
from .preview.state import Board as Board
from .records import BuildRecords as BuildRecords
from .requests import (
    BUILDING as BUILDING,
    Build as Build,
    BuildRequest as BuildRequest,
    BuildResult as BuildResult,
    name_faults as name_faults,
    output_folder as output_folder,
    refused as refused,
    shared_with as shared_with,
)
from .rules import LINK_ELSEWHERE as LINK_ELSEWHERE, RULES as RULES
from .series import (
    BuildAll as BuildAll,
    Step as Step,
    build_stale as build_stale,
    find_stale as find_stale,
    plan as plan,
    prune as prune,
    verify as verify,
)
from .watch import watch_briefs as watch_briefs
from .watch_events import (
    Known as Known,
    Refused as Refused,
    Removed as Removed,
    WatchEvent as WatchEvent,
    Watching as Watching,
)
from .workers import (
    BuildWorkers as BuildWorkers,
    build as build,
    print_page as print_page,
)
