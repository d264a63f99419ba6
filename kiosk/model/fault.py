"""What is wrong in a file that somebody wrote, exactly where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one file.

    The sentences live in `kiosk.site.messages`, by `code` and language; the fault carries
    only what goes into them, so that the same fault can be told in French, Arabic or English.
    """

    file: str
    """Path relative to the site folder, with forward slashes."""
    line: int
    """1-based; 0 when the fault is the whole file's."""
    column: int
    """1-based; 0 when the fault is the whole file's."""
    code: str
    """Stable name of the kind of fault, such as `unknown-key`."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What goes into the sentence, by name."""
    level: Literal["error", "warning"] = "error"
    """An error keeps the last good site on the screen; a warning does not."""

    @property
    def place(self) -> str:
        """`file:line:column`, without what is not known."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


def has_error(faults: Iterable[Fault]) -> bool:
    """Whether one of them keeps the site off the screen; the others are warnings."""
    return any(fault.level == "error" for fault in faults)
