"""Tags of languages (BCP 47), and which of several the readers of another can read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Tags whose readers read what is written under another; the last two are old tags.
_WRITTEN_AS = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}
_SCRIPT = re.compile(r"-([a-z]{4})(?=-|$)")


def closest_language(tag: str, known: Iterable[str]) -> str | None:
    """Return the tag among `known` whose words suit a language; None if there is none.

    That is the same language in the same script: pt for pt-BR, zh-Hant for zh-TW, and none for uz-Cyrl
    where uz is written in Latin letters.
    """
    by_name = {each.lower(): each for each in known}
    wanted = tag.lower()
    if wanted in by_name:
        return by_name[wanted]
    language = wanted.partition("-")[0]
    language = _WRITTEN_AS.get(language, language)
    script = found[1] if (found := _SCRIPT.search(wanted)) else ""
    if language in by_name and (not script or script == usual_script(by_name[language])):
        return by_name[language]
    scripted = any(name.startswith(f"{language}-") for name in by_name)
    return by_name.get(f"{language}-{script or usual_script(tag)}") if scripted else None


def usual_script(tag: str) -> str:
    """Return the script (ISO 15924) in which a language is mostly written in its country, such as "hant" for zh-TW."""
    import langcodes  # noqa: PLC0415 - it takes 20 to 30 ms to load

    return (langcodes.Language.get(tag).maximize().script or "").lower()
