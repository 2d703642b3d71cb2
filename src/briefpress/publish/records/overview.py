"""What a package says of itself: README.txt for people, package.json for programs."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from briefpress import __version__
from briefpress.publish.records.json_sheet import write_json
from briefpress.publish.records.omissions import gathered, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefpress.publish.records.formats import Format
    from briefpress.publish.records.omissions import Sheet
    from briefpress.publish.records.record import PublicationRecord

README = "README.txt"
FACTS = "package.json"
SUMS = "SHA256SUMS"
_WIDTH = 100


def readme(
    record: PublicationRecord,
    name: str,
    sheets: Sequence[tuple[Format, Sheet]],
    remarks: Iterable[str],
) -> bytes:
    """Return what is in a package, what to do with it, and what its records do not hold, and why."""
    lines = [record.full_title, "=" * len(record.full_title), "", *_wrapped(record.citation)]
    lines += ["", "What is here", "------------", ""]
    lines += [f"{record.slug}/"]
    for file in record.files:
        lines += _wrapped(f"{file.path}: {file.description}", "    ")
    for row, sheet in sheets:
        if sheet.data is not None:
            lines += _wrapped(f"{_path(row, record)}: {row.title}; {_use(row, record)}")
    lines += [f"{SUMS}: sums of all files; sha256sum -c {SUMS} compares them", ""]
    for remark in remarks:
        lines += [*_wrapped(remark), ""]
    lines += _wrapped(
        "DSpace takes the zip as it is: dspace import --add --zip "
        f"{name}.zip --source FOLDER --collection HANDLE --eperson ADDRESS --mapfile FILE"
    )
    lines += ["", *_gaps(sheets)]
    return ("\n".join(lines) + "\n").encode()


def _gaps(sheets: Sequence[tuple[Format, Sheet]]) -> Iterator[str]:
    yield from ("What the records do not hold", "----------------------------", "")
    yield from _wrapped(
        "A field that the brief does not have is left out, and never made up. Here is each with the"
        " reason, in brackets how it is added, and the records that it is missing from."
    )
    yield ""
    for row, sheet in sheets:
        needed = [omission.field for omission in sheet.omissions if omission.required]
        if needed:
            yield from _wrapped(f"{row.title} is not written, for want of: {listed(needed)}.")
            yield ""
    for omission, names in gathered((row.title, sheet) for row, sheet in sheets).items():
        mend = f" ({omission.mend})" if omission.mend else ""
        where = "all" if len(names) == len(sheets) else ", ".join(names)
        text = f"- {omission.field}: {omission.reason}{mend}. Missing from: {where}"
        yield from _wrapped(text, "", "  ")


def _path(row: Format, record: PublicationRecord) -> str:
    return row.path.replace("{slug}", record.slug)


def _use(row: Format, record: PublicationRecord) -> str:
    return row.use.replace("{slug}", record.slug)


def _wrapped(text: str, first: str = "", others: str | None = None) -> Iterator[str]:
    """Yield a text in lines, with margins; a long word stays whole."""
    margin = first if others is None else others
    wrapper = TextWrapper(
        _WIDTH,
        initial_indent=first,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from wrapper.wrap(text)


def facts(
    record: PublicationRecord,
    source: str,
    sheets: Sequence[tuple[Format, Sheet]],
    files: Mapping[str, bytes],
) -> bytes:
    """Return the same for programs; `files` are those of the package, but for this one and the sums."""
    described = {f"{record.slug}/{file.path}": file for file in record.files}
    listed = [
        {
            "path": path,
            "size": len(data),
            "sha256": sha256(data).hexdigest(),
            **(
                {
                    "media_type": described[path].media_type,
                    "description": described[path].description,
                }
                if path in described
                else {}
            ),
        }
        for path, data in sorted(files.items())
    ]
    records = [
        {
            "format": row.id,
            "title": row.title,
            "file": None if sheet.data is None else _path(row, record),
            "lacks": [asdict(omission) for omission in sheet.omissions],
        }
        for row, sheet in sheets
    ]
    return write_json(
        {
            "briefpress": __version__,
            "title": record.full_title,
            "source": source,
            "source_sha256": record.source_sha256,
            "records": records,
            "files": listed,
        }
    )


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the digests of files in the form that `sha256sum -c` reads."""
    lines = (f"{sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))
    return "".join(lines).encode()
