"""How well and how fast three libraries tell languages, on the sentences of the tests: whole, and halves.

    pip install cld3-py py3langid lingua-language-detector; python tests/benchmarks/languages.py

Each runs in a process of its own, and prints what it loads in, what it takes for a sentence, its memory,
how many it names rightly, and how many wrongly though it is certain.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "checks"))

if TYPE_CHECKING:
    from collections.abc import Callable

    Detect = Callable[[str], tuple[str, float]]

CERTAIN = 0.9


def sentences() -> list[tuple[str, str]]:
    """Return a language and a sentence in it, and each half of that, as far as it has 25 letters."""
    from test_language_detection import _PROSE  # noqa: PLC0415 - it is a test's

    texts = list(_PROSE.items())
    for language, text in _PROSE.items():
        middle = len(text) // 2
        texts += [(language, half) for half in (text[:middle], text[middle:]) if len(half) > 25]
    return texts


def cld3() -> Detect:
    """Return the detector of cld3-py, a neural network."""
    import gcld3  # noqa: PLC0415

    detector = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=1000)

    def detect(text: str) -> tuple[str, float]:
        found = detector.FindLanguage(text)
        return found.language, found.probability

    return detect


def py3langid() -> Detect:
    """Return the detector of py3langid, a naive Bayes classifier."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return detector.classify  # type: ignore[no-any-return]


def lingua() -> Detect:
    """Return the detector of lingua, which counts n-grams."""
    from lingua import LanguageDetectorBuilder  # noqa: PLC0415

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def detect(text: str) -> tuple[str, float]:
        best = detector.compute_language_confidence_values(text)[0]
        return best.language.iso_code_639_1.name.lower(), best.value

    return detect


DETECTORS = {"gcld3": cld3, "py3langid": py3langid, "lingua": lingua}


def measure(module: str) -> None:
    """Print what one of them is like."""
    begun = time.process_time()
    detect = DETECTORS[module]()
    detect("Where is the library of this town?")
    loaded, texts = time.process_time() - begun, sentences()
    begun = time.process_time()
    found = [(language, *detect(text)) for language, text in texts]
    each = (time.process_time() - begun) / len(texts)
    right = sum(language == named for language, named, _ in found)
    wrong = [
        f"{language}>{named}"
        for language, named, sure in found
        if language != named and sure > CERTAIN
    ]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(  # noqa: T201
        f"{module:10} loads in {loaded:.2f} s, {1000 * each:.2f} ms each, {memory} MiB, "
        f"{right} of {len(texts)} right, certain and wrong: {' '.join(wrong) or 'none'}"
    )


if __name__ == "__main__":
    for name in DETECTORS:
        if importlib.util.find_spec(name):
            process = multiprocessing.Process(target=measure, args=(name,))
            process.start()
            process.join()
