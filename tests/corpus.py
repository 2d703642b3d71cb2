"""Files of the veraPDF corpus, each made to keep or to break one test of PDF/UA; see `corpus/README.md`."""

from __future__ import annotations

import tarfile
from pathlib import Path

ARCHIVE = Path(__file__).with_suffix("") / "verapdf.tar.xz"


def unpack(folder: Path) -> Path:
    """Write the files into `ua1` and `ua2` of a folder, and return it."""
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            file = archive.extractfile(member)
            assert file
            path = folder / member.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(file.read())
    return folder
