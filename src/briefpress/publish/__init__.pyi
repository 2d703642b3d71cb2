from .annex.attach import attach as attach
from .annex.attachment import (
    AttachAs as AttachAs,
    AttachResult as AttachResult,
    InputFile as InputFile,
)
from .attaching import AttachWorker as AttachWorker
from .records.formats import FORMATS as FORMATS, Format as Format
from .records.missing_fields import formats_by_missing_field as formats_by_missing_field
from .records.package import (
    Package as Package,
    PackageResult as PackageResult,
    make_package as make_package,
    package_brief as package_brief,
)
from .records.package_writer import write_package as write_package
from .records.publication_record import (
    Depositor as Depositor,
    PublicationRecord as PublicationRecord,
    publication_record as publication_record,
)
from .rules import RULES as RULES, SAME_FILE as SAME_FILE
