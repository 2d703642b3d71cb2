from .ahead import start_ahead as start_ahead
from .crashes import (
    Reason as Reason,
    Task as Task,
    WorkerDied as WorkerDied,
    crash_finding as crash_finding,
)
from .equipment import lacking_libraries as lacking_libraries
from .files import (
    MAX_BYTES as MAX_BYTES,
    delete_file as delete_file,
    is_link_elsewhere as is_link_elsewhere,
    is_running as is_running,
    leads_out as leads_out,
    leftover_files as leftover_files,
    read_pdf as read_pdf,
    read_regular as read_regular,
    remove_leftovers as remove_leftovers,
    write_files as write_files,
)
from .installation import (
    CALLED_AS as CALLED_AS,
    install_extra as install_extra,
    install_package as install_package,
)
from .late_modules import loaded_late as loaded_late
from .libraries import (
    LIBRARIES as LIBRARIES,
    PROGRAMS as PROGRAMS,
    SystemDependency as SystemDependency,
    install_line as install_line,
    load_library as load_library,
)
from .limits import (
    USUAL_MEMORY as USUAL_MEMORY,
    Limits as Limits,
    lift_memory_limit as lift_memory_limit,
    limit_cpu_time as limit_cpu_time,
    memory_limit as memory_limit,
)
from .pandoc import (
    PANDOC_LIMITS as PANDOC_LIMITS,
    PandocFailed as PandocFailed,
    find_pandoc as find_pandoc,
    run_pandoc as run_pandoc,
)
from .pool import Pool as Pool, shared_pool as shared_pool, usual_jobs as usual_jobs
from .processes import allow_copies as allow_copies, collect_seldom as collect_seldom
from .rules import (
    FILE_MISSING as FILE_MISSING,
    NOT_A_PDF as NOT_A_PDF,
    OUTPUT_WRITE as OUTPUT_WRITE,
    PANDOC_FAILED as PANDOC_FAILED,
    PANDOC_MISSING as PANDOC_MISSING,
    REFUSED_BY_SYSTEM as REFUSED_BY_SYSTEM,
    RULES as RULES,
)
from .serving import report_stage as report_stage
from .temporary import TemporaryFolder as TemporaryFolder
