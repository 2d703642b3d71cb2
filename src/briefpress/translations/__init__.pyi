from .comparison import Comparison as Comparison, compare as compare
from .exchange import read_texts as read_texts, write_texts as write_texts
from .files import accept as accept, load_comparison as load_comparison
from .pairing import Pair as Pair, Status as Status, pair as pair
from .record import record_path as record_path
from .rules import RULES as RULES
from .units import Unit as Unit, units as units
from .working import TranslationWorker as TranslationWorker
