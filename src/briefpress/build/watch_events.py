"""What `watch` tells of the briefs that it watches, as it happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from briefpress.build.series import Step

if TYPE_CHECKING:
    from briefpress.build.requests import BuildRequest
    from briefpress.findings import Finding


@dataclass(frozen=True, slots=True)
class Known:
    """A brief that is watched from now on, or that is again as it was built last.

    `is_fresh` says that its outputs are up to date; if not, it will be built.
    """

    request: BuildRequest
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """A brief that is being built, and why."""

    request: BuildRequest
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """A brief whose file is gone; its outputs stay where they are."""

    request: BuildRequest


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the folders cannot be watched as they are now; no findings, once they can."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Watching:
    """Nothing is left to build; so many briefs are watched, which were more or fewer before."""

    count: int


WatchEvent: TypeAlias = Known | Begun | Step | Removed | Refused | Watching
