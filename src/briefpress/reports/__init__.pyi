from .junit import to_junit as to_junit
from .particulars import LICENCE as LICENCE, claimed as claimed, licence_name as licence_name
from .records import to_json as to_json, to_json_of_all as to_json_of_all
from .sarif import to_sarif as to_sarif
from .terminal import (
    progress as progress,
    show as show,
    to_terminal as to_terminal,
    to_text as to_text,
    waiting as waiting,
)
from .words import (
    Checked as Checked,
    counted as counted,
    listed as listed,
    number as number,
    told as told,
)
