"""What a package says about itself: README.txt for people, package.json for programs, SHA256SUMS."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from briefpress import __version__
from briefpress.publish.records.json_text import json_bytes
from briefpress.publish.records.missing_fields import formats_by_missing_field
from briefpress.reports import join_and

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefpress.publish.records.formats import FormattedRecords
    from briefpress.publish.records.publication_record import PublicationRecord

README = "README.txt"
PACKAGE_JSON = "package.json"
CHECKSUMS = "SHA256SUMS"
_LINE_WIDTH = 100


def readme(
    record: PublicationRecord, name: str, formatted: FormattedRecords, remarks: Iterable[str]
) -> bytes:
    """Return the README: what is in the package, what it is for, and what its records lack."""
    lines = [record.full_title, "=" * len(record.full_title), "", *_wrapped(record.citation)]
    lines += ["", "What is here", "------------", ""]
    lines += [f"{record.slug}/"]
    for file in record.files:
        lines += _wrapped(f"{file.path}: {file.description}", "    ")
    for format_, written in formatted:
        if written.data is not None:
            path, use = format_.path_in_package(record.slug), format_.use_of(record.slug)
            lines += _wrapped(f"{path}: {format_.title}; {use}")
    lines += [f"{CHECKSUMS}: sums of all files; sha256sum -c {CHECKSUMS} compares them", ""]
    for remark in remarks:
        lines += [*_wrapped(remark), ""]
    lines += _wrapped(
        "DSpace takes the zip as it is: dspace import --add --zip "
        f"{name}.zip --source FOLDER --collection HANDLE --eperson ADDRESS --mapfile FILE"
    )
    lines += ["", *_missing_fields(formatted)]
    return ("\n".join(lines) + "\n").encode()


def _missing_fields(formatted: FormattedRecords) -> Iterator[str]:
    yield from ("What the records do not hold", "----------------------------", "")
    yield from _wrapped(
        "A field that the brief does not have is left out, and never made up. Here is each with the"
        " reason, in brackets how it is added, and the records that it is missing from."
    )
    yield ""
    for format_, written in formatted:
        required = [missing.field for missing in written.missing if missing.required]
        if required:
            yield from _wrapped(
                f"{format_.title} is not written, for want of: {join_and(required)}."
            )
            yield ""
    by_title = ((format_.title, written) for format_, written in formatted)
    for missing, titles in formats_by_missing_field(by_title).items():
        mend = f" ({missing.mend})" if missing.mend else ""
        where = "all" if len(titles) == len(formatted) else ", ".join(titles)
        text = f"- {missing.field}: {missing.reason}{mend}. Missing from: {where}"
        yield from _wrapped(text, "", "  ")


def _wrapped(text: str, first_indent: str = "", indent: str | None = None) -> Iterator[str]:
    """Yield the lines of a wrapped text; long words are kept whole."""
    wrapper = TextWrapper(
        _LINE_WIDTH,
        initial_indent=first_indent,
        subsequent_indent=first_indent if indent is None else indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from wrapper.wrap(text)


def package_json(
    record: PublicationRecord,
    source: str,
    formatted: FormattedRecords,
    files: Mapping[str, bytes],
) -> bytes:
    """Return the same as JSON; `files` are those of the package, except this one and the checksums."""
    return json_bytes(
        {
            "briefpress": __version__,
            "title": record.full_title,
            "source": source,
            "source_sha256": record.source_sha256,
            "records": [
                {
                    "format": format_.id,
                    "title": format_.title,
                    "file": None if written.data is None else format_.path_in_package(record.slug),
                    "lacks": [asdict(missing) for missing in written.missing],
                }
                for format_, written in formatted
            ],
            "files": list(_file_entries(record, files)),
        }
    )


def _file_entries(
    record: PublicationRecord, files: Mapping[str, bytes]
) -> Iterator[dict[str, str | int]]:
    deposited = {f"{record.slug}/{file.path}": file for file in record.files}
    for path, data in sorted(files.items()):
        entry: dict[str, str | int] = {
            "path": path,
            "size": len(data),
            "sha256": sha256(data).hexdigest(),
        }
        if file := deposited.get(path):
            entry |= {"media_type": file.media_type, "description": file.description}
        yield entry


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 digests of files in the form that `sha256sum -c` reads."""
    lines = (f"{sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))
    return "".join(lines).encode()
