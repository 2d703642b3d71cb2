from .app import main as main
from .start import run as run
