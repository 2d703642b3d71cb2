from .files import (
    is_running as is_running,
    leftovers as leftovers,
    read_pdf as read_pdf,
    sweep as sweep,
    write as write,
)
from .limits import limit_data as limit_data, working_at_most as working_at_most
from .rules import FILE_MISSING as FILE_MISSING, OUTPUT_WRITE as OUTPUT_WRITE, RULES as RULES
from .worker import (
    Worker as Worker,
    WorkerDied as WorkerDied,
    begin_as_copies as begin_as_copies,
    shared as shared,
)
