"""An alert (CAP) whose parts end one after the other: what is left of it from when to when.

Each part (`info`) has an end of its own. What an alert says changes when one of them is over, to
the second, whether anybody can be asked then or not: so each of these stages is a notice of its
own from the beginning, and the schedule goes from one to the next by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.feeds.cap_info import Info
from kiosk.feeds.dates import read_date
from kiosk.feeds.entry import Document
from kiosk.feeds.reading import Reading
from kiosk.model.notice import EndRule

LASTS = timedelta(hours=24)
"""How long an alert that states no end is shown after it was sent or set in; `lasts` of the
feed overrides it."""
_STAGES_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Stage:
    """What an alert says in `[since, end)`."""

    infos: tuple[Info, ...]
    end: datetime
    end_rule: EndRule
    """Why it ends then."""
    since: datetime | None = None
    """None: from the beginning of the alert."""
    until: datetime | None = None
    """When the next stage begins; None: this is the last one."""


def stages(
    infos: list[Info], sent: datetime, document: Document, reading: Reading, warnings: list[str]
) -> tuple[Stage, ...]:
    """The stages of an alert, in order; one at least. Those too that are over: whoever takes them
    for over may have a clock that is wrong, and an alert is cancelled as what it was.

    Of very many the first that are not over, and the document is to be read again while the last
    of them is on, which says until then what all the later ones together do.
    """
    ends = [moment(info.expires, reading, []) for info in infos]
    end, rule = _end(infos, ends, sent, reading)
    parts = list(zip(infos, ends, strict=True))

    def left(at: datetime) -> tuple[Info, ...]:
        return tuple(info for info, ends in parts if ends is None or ends > at)

    changes = sorted({each for each in ends if each is not None and sent < each < end})
    if all(info.over for info in infos):
        changes = []  # that it is over does not end
    first = left(sent) or tuple(infos)
    if len(first) < len(infos):
        warnings.append("a part of it was over when it was sent, and was left out")
    begins = [(None, first), *((each, left(each)) for each in changes)]
    if len(begins) > _STAGES_LIMIT:
        if end > reading.read_at:
            del begins[: sum(each <= reading.read_at for each in changes)]
        del begins[_STAGES_LIMIT:]
        last = begins[-1][0] or sent
        if last > reading.read_at:
            document.reread_at = min(document.reread_at or last, last)
    found = []
    for place, (since, of) in enumerate(begins):
        if place + 1 < len(begins):
            until = begins[place + 1][0]
            found.append(Stage(of, until or end, EndRule.EXPLICIT, since, until))
        else:
            found.append(Stage(of, end, rule, since))
    return tuple(found)


def _end(
    infos: list[Info], ends: list[datetime | None], sent: datetime, reading: Reading
) -> tuple[datetime, EndRule]:
    """When all of it is over, and why then."""
    found = []
    for info, end in zip(infos, ends, strict=True):
        if end is None:
            onset = moment(info.onset, reading, []) or sent
            found.append((max(sent, onset) + lasts(reading), EndRule.SOURCE_DEFAULT))
        else:
            found.append((end, EndRule.EXPLICIT))
    return max(
        found, key=lambda one: one[0], default=(sent + lasts(reading), EndRule.SOURCE_DEFAULT)
    )


def lasts(reading: Reading) -> timedelta:
    """How long what states no end is shown."""
    if reading.feed.lasts_s is None:
        return LASTS
    return timedelta(seconds=reading.feed.lasts_s)


def moment(text: str, reading: Reading, warnings: list[str]) -> datetime | None:
    """The instant that a date states; None: it states none. What was guessed is a warning."""
    if not text:
        return None
    found = read_date(text, reading.site.zone)
    if found.guess and found.guess not in warnings:
        warnings.append(found.guess)
    return found.moment
