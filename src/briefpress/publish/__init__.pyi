from .annex.joining import Input as Input, Joined as Joined, Kind as Kind, attach as attach
from .attaching import Attacher as Attacher
from .records.delivery import deliver as deliver
from .records.formats import FORMATS as FORMATS, Format as Format
from .records.omissions import gathered as gathered
from .records.packing import Package as Package, Packed as Packed, package as package
from .records.record import (
    Depositor as Depositor,
    PublicationRecord as PublicationRecord,
    record_of as record_of,
)
