"""Caption tracks: what is said at a moment, and when that next changes."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.site.captions import Cue

MAX_LINES = 2
"""More would cover the picture (BBC: two lines)."""

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^}]*\}")
"""WebVTT's tags and times, SRT's HTML, and the ASS commands that some tools leave in SRT."""


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    """The captions of one language. Build it with `of`."""

    cues: tuple[Cue, ...]
    """By their beginning; plain text of one or two lines."""
    changes: tuple[float, ...]
    """Every moment at which what is said may change, in seconds, ascending."""

    @classmethod
    def of(cls, cues: Iterable[Cue]) -> CaptionTrack:
        """The track of these cues, in any order; those without words or length are left out."""
        plain = [Cue(cue.start_s, cue.end_s, _plain(cue.text)) for cue in cues]
        kept = [cue for cue in plain if cue.text and cue.end_s > cue.start_s]
        kept.sort(key=lambda cue: (cue.start_s, cue.end_s))
        moments = {moment for cue in kept for moment in (cue.start_s, cue.end_s)}
        return cls(tuple(kept), tuple(sorted(moments)))

    def at(self, t: float) -> str:
        """What is said at `t` seconds: at most two lines, empty when nothing is.

        Where cues overlap, the later one stands below; of more than two lines the last two stay.
        """
        lines: list[str] = []
        for cue in self.cues:
            if cue.start_s > t:
                break
            if t < cue.end_s:
                lines.extend(cue.text.split("\n"))
        return "\n".join(lines[-MAX_LINES:])

    def next_change(self, t: float) -> float | None:
        """The first moment after `t` at which what is said may change; None: never again."""
        index = bisect.bisect_right(self.changes, t)
        return self.changes[index] if index < len(self.changes) else None


def _plain(text: str) -> str:
    """Without markup; three lines and more become two of about the same length."""
    stripped = html.unescape(_MARKUP.sub("", text))
    lines = [line for line in (" ".join(raw.split()) for raw in stripped.split("\n")) if line]
    if len(lines) <= MAX_LINES:
        return "\n".join(lines)
    words = " ".join(lines).split()
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    first, second = min(halves, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
    return f"{first}\n{second}"
