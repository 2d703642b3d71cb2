from .files import (
    is_running as is_running,
    leftover_files as leftover_files,
    read_pdf as read_pdf,
    remove_leftovers as remove_leftovers,
    write_files as write_files,
)
from .limits import (
    limit_cpu_time as limit_cpu_time,
    limit_writable_memory as limit_writable_memory,
)
from .rules import FILE_MISSING as FILE_MISSING, OUTPUT_WRITE as OUTPUT_WRITE, RULES as RULES
from .worker import (
    Worker as Worker,
    WorkerDied as WorkerDied,
    begin_as_copies as begin_as_copies,
    shared as shared,
)
