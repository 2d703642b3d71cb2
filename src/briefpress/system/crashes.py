"""How a worker ended without an answer, and the one place where that becomes a finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from briefpress.findings import Finding, Location, Rule

if TYPE_CHECKING:
    from briefpress.system.limits import Limits


class Reason(Enum):
    """Why a worker gave no answer."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    NO_START = "no start"


class WorkerDied(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The process of a worker ended, or had to be ended, without an answer.

    `stage` is what it was doing, as far as it said so; `words` are the last that it wrote to
    standard error; `limits` are those of the call.
    """

    def __init__(self, reason: Reason, limits: Limits, stage: str = "", words: str = "") -> None:
        super().__init__(reason, limits, stage, words)
        self.reason, self.limits, self.stage, self.words = reason, limits, stage, words


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker was asked for: the rule of the finding if it dies, what is not done then, and what helps."""

    rule: Rule
    failure: str
    advice: str


def crash_finding(death: WorkerDied, task: Task, file: str) -> Finding:
    """Return the error that the end of a worker means for the file that it was at."""
    what = death.stage or "it"
    match death.reason:
        case Reason.TIME:
            cause = f"{what} did not finish within {death.limits.seconds:g} seconds"
            mend = f"{task.advice}, or allow more time with --timeout"
        case Reason.MEMORY:
            cause = f"{what} needs more than {death.limits.memory // 1024**2} MiB of memory"
            mend = f"{task.advice}, or allow more memory with --memory"
        case Reason.NO_START:
            cause = f"no worker can begin: {death.words}"
            mend = "see that this machine has memory, files and processes to spare, or report it"
        case _:
            # The name of an exception is for those to whom it is reported: it tells an editor nothing.
            is_exception = re.match(r"[\w.]*(Error|Exception|Warning|Interrupt)\b", death.words)
            words = f"a fault of this program, {death.words}" if is_exception else death.words
            cause = f"{what} failed: {words}"
            mend = f"{task.advice}, and report it"
    return task.rule.finding(f"{task.failure}: {cause}", Location(file), mend=mend)
