"""The texts of a translation as a file for the tools of translators: XLIFF 2, or gettext's PO."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from briefpress.findings import Location, Unusable
from briefpress.translations import po, xliff
from briefpress.translations.files import receive
from briefpress.translations.received import ExchangeFileError, Received
from briefpress.translations.rules import TRANSLATION_FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.findings import Finding
    from briefpress.translations.comparison import Comparison


# What no content file can hold, such as escapes of terminals and halves of letters.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class _Format(NamedTuple):
    write: Callable[[Comparison], bytes]
    read: Callable[[bytes], list[Received]]


_FORMATS = {
    ".xlf": _Format(xliff.write, xliff.read),
    ".xliff": _Format(xliff.write, xliff.read),
    ".po": _Format(po.write, po.read),
}


def write_texts(comparison: Comparison, name: str) -> bytes:
    """Return the texts of a translation as a file of this name; raises `Unusable` for another ending."""
    return _format(name).write(comparison)


def read_texts(data: bytes, name: str) -> list[Received]:
    """Return the translated texts of a file; raises `Unusable` for what is none that was exported."""
    try:
        return [_checked(each) for each in _format(name).read(data)]
    except ExchangeFileError as error:
        raise Unusable(TRANSLATION_FILE.finding(str(error), Location(name))) from None


def _checked(received: Received) -> Received:
    if found := _NO_TEXT.search(f"{received.name}\n{received.source}\n{received.translation}"):
        letter = f"U+{ord(found[0]):04X}"
        message = f"a text holds the control character {letter}: {received.name!a}"
        raise ExchangeFileError(message)
    return received


def receive_file(
    comparison: Comparison, data: bytes, name: str
) -> tuple[str, bytes, tuple[Finding, ...]]:
    """Return the content file and the record with the texts of a file; raises `Unusable`."""
    return receive(comparison, read_texts(data, name))


def _format(name: str) -> _Format:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _FORMATS:
        message = f"a file for translators does not end in “{suffix}”"
        mend = f"name one that ends in {', '.join(_FORMATS)}"
        raise Unusable(TRANSLATION_FILE.finding(message, Location(name), mend=mend))
    return _FORMATS[suffix]
