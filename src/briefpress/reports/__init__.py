"""A `Report` for people and for programs: text, JSON, SARIF, JUnit XML, and a page of HTML.

Only what an engine says is called conformance, and then with the name of the engine.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
