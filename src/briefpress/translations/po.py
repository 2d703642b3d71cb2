"""The texts of a translation in gettext's PO format; Markdown stands in them as it is written."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import TYPE_CHECKING

from briefpress.translations.pairing import Status
from briefpress.translations.received import ExchangeFileError, Received

if TYPE_CHECKING:
    from briefpress.translations.comparison import Comparison

# A file says when it was made; the same texts have to give the same bytes.
_WHEN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
# Babel makes room for as many forms of a text as the head of the file says there are.
_PLURALS = re.compile(rb"^\W*msgid_plural", re.MULTILINE)


def write(comparison: Comparison) -> bytes:
    """Return a PO file; what is stale is marked as fuzzy, and the path of a text is its context."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - only where it is asked for
    from babel.messages.pofile import write_po  # noqa: PLC0415

    catalog = Catalog(
        project=str(comparison.source.get(("title",)) or ""),
        version="",
        last_translator=" ",
        header_comment=f"# {comparison.translation.file}, from {comparison.source.file}",
        creation_date=_WHEN,
        revision_date=_WHEN,
        fuzzy=False,
    )
    catalog.language_team = comparison.language
    for each in comparison.pairs:
        if each.source is None or not each.source.has_words:
            continue
        was = each.entry.text if each.entry and each.status is Status.STALE else ()
        message = catalog.add(
            each.source.text,
            each.translation.text if each.translation and each.is_begun else "",
            flags=["fuzzy"] if each.status is Status.STALE else [],
            previous_id=was,
            context=each.source.name,
        )
        message.flags.discard("python-format")  # Babel takes "55 % of" for a placeholder
    file = BytesIO()
    write_po(file, catalog, width=0, include_previous=True)
    text = file.getvalue().decode()
    language = comparison.language.replace("-", "_")
    header = f'"Language: {language}\\n"\n"MIME-Version'
    return text.replace('"MIME-Version', header, 1).encode()


def read(data: bytes) -> list[Received]:
    """Return the translated texts of a PO file; raises `ExchangeFileError`."""
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    if _PLURALS.search(data):
        raise ExchangeFileError("the PO file has plural forms, which the texts of a brief have not")
    try:
        catalog = read_po(BytesIO(data), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, LookupError) as error:
        raise ExchangeFileError(f"this is no PO file: {error}") from None
    received = [
        Received(each.context, each.id, each.string, not each.fuzzy)
        for each in catalog
        if each.context and isinstance(each.id, str) and isinstance(each.string, str)
    ]
    if not received:
        raise ExchangeFileError(
            "the PO file holds no text of a brief, with its path as its context"
        )
    return [each for each in received if each.translation]
