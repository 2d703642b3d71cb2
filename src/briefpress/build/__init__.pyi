from .brief import (
    PrintPdf as PrintPdf,
    build as build,
    make as make,
    print_html as print_html,
)
from .checking import Checker as Checker, check as check
from .makers import WarmMakers as WarmMakers, usual_jobs as usual_jobs
from .preview.server import serving as serving
from .preview.state import Board as Board
from .printer import Printer as Printer
from .records import Ledger as Ledger
from .requests import Build as Build, Made as Made, Order as Order, shared_with as shared_with
from .rules import RULES as RULES
from .series import Makers as Makers
from .watch import News as News
