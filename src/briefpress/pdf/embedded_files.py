"""Files within a PDF (ISO 32000-2, 7.11): their bytes, and the specification by which they are referred to."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from briefpress.html import Attachment


def embed(pdf: pydyf.PDF, attachment: Attachment, date: str | None = None) -> bytes:
    """Write a file specification with its embedded file, and return its reference."""
    checksum = md5(attachment.data, usedforsecurity=False).hexdigest()
    parameters = pydyf.Dictionary({"Size": len(attachment.data), "CheckSum": f"<{checksum}>"})
    if date:
        parameters["ModDate"] = pydyf.String(date)
    kind = attachment.media_type.replace("/", "#2f")
    entries = {"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": parameters}
    file = add_stream(pdf, attachment.data, entries)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "EF": pydyf.Dictionary({"F": file, "UF": file}),
            "AFRelationship": f"/{attachment.relationship}",
            "Desc": pydyf.String(attachment.description),
        }
    )
    pdf.add_object(specification)
    return bytes(specification.reference)


def add_stream(
    pdf: pydyf.PDF, data: bytes, extra: dict[str, Any], *, compress: bool = True
) -> bytes:
    """Add a stream to a PDF, and return its reference."""
    stream = pydyf.Stream([data], pydyf.Dictionary(extra), compress=compress)
    pdf.add_object(stream)
    return bytes(stream.reference)
