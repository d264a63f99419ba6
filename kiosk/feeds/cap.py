"""OASIS CAP 1.1 and 1.2: an alert → what it says from when to when, and of earlier alerts.

Read tolerantly: real alerts have their elements in any order, prefixes of their own and
references in every shape. The namespace is matched, never the prefix.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from kiosk.feeds import xml
from kiosk.feeds.cap_info import Info, read_info
from kiosk.feeds.cap_said import areas_of, texts_of
from kiosk.feeds.cap_stages import Stage, lasts, moment, stages
from kiosk.feeds.entry import Document, Entry
from kiosk.feeds.reading import Reading
from kiosk.feeds.references import read_references
from kiosk.feeds.words import kind_in
from kiosk.model.notice import EndRule, Kind, Severity, Urgency
from kiosk.model.ruling import Ruling, alert_key, rest_key

_INFOS_LIMIT = 40
_ALERTS_LIMIT = 500
_SILENT = frozenset({"ack", "error"})
_MESSAGES = frozenset({"alert", "update", "cancel", *_SILENT})
_KINDS = frozenset({Kind.OUTAGE, Kind.WORKS, Kind.TRANSIT, Kind.CLOSURE})
"""What an alert may be besides, by the words of its event."""


def is_cap(space: str) -> bool:
    """Whether that namespace is CAP's."""
    return xml.CAP.fullmatch(space) is not None


def alerts_in(element: Any) -> list[Any]:
    """The alerts in an element, itself included, wherever they stand."""
    found = []
    for each in element.iter():
        space, local = xml.name(each)
        if local == "alert" and is_cap(space):
            found.append(each)
            if len(found) > _ALERTS_LIMIT:
                break
    return found


def read_cap(root: Any, base_url: str, reading: Reading) -> Document:
    """A document of one alert, or of several under a root of whatever name."""
    document = Document("cap")
    alerts = alerts_in(root)
    if len(alerts) > _ALERTS_LIMIT:
        document.warnings.append(f"it has more than {_ALERTS_LIMIT} alerts; so many were read")
    for alert in alerts[:_ALERTS_LIMIT]:
        add_alert(document, alert, base_url, reading)
    if document.entries:
        document.title = _child(alerts[0], "sender")
    return document


def add_alert(document: Document, alert: Any, base_url: str, reading: Reading) -> None:
    """Adds what an alert says to a document: an entry for each of its stages, or a word on
    others, or a warning."""
    told = document.warnings
    identifier, sender = _child(alert, "identifier"), _child(alert, "sender")
    name = repr(identifier[:60])
    if not identifier or not sender:
        told.append(f"the alert {name} has no identifier or no sender and was left out")
        return
    scope = _child(alert, "scope").lower()
    if scope not in ("public", ""):
        told.append(f"the alert {name} is {scope}, not public, and was left out")
        return
    warnings: list[str] = []
    if not scope:
        warnings.append("it does not say that it is public (scope); taken as public")
    sent = _sent(alert, reading, warnings)
    if sent is None:
        told.append(f"the alert {name} does not say when it was sent and was left out")
        return
    key = alert_key(sender, identifier, sent)
    kind = (_child(alert, "msgType") or "Alert").lower()
    if kind not in _MESSAGES:
        warnings.append(f"it is a message of no known kind ({kind[:40]}); taken as an alert")
        kind = "alert"
    if kind in _SILENT:
        told.append(f"the alert {name} is a message between machines ({kind}) and was left out")
        return
    status = _child(alert, "status").lower()
    actual = status == "actual"
    if actual:
        document.rulings += _rulings(alert, kind, sender, identifier, key, sent, warnings)
    if kind == "cancel":
        told += [f"the alert {name}: {warning}" for warning in warnings]
        return
    if key in document.alerts:
        told.append(f"the id {key[:60]!r} stands for more than one entry")
        return  # stages of the one and of the other are not to be mixed
    document.alerts.add(key)
    infos = [read_info(child) for child in alert if xml.name(child)[1] == "info"]
    if len(infos) > _INFOS_LIMIT:
        warnings.append(f"it has {len(infos)} parts (info); {_INFOS_LIMIT} were taken")
        del infos[_INFOS_LIMIT:]
    for stage in stages(infos, sent, document, reading, warnings):
        entry = _entry(stage, key, sent, base_url, reading, list(warnings))
        if not actual:
            entry.said = {**entry.said, "state": "test"}
            entry.warnings.append(
                f"its status is {status}: it is never shown"
                if status
                else "it states no status: it is never shown"
            )
        document.entries.append(entry)


def _sent(alert: Any, reading: Reading, warnings: list[str]) -> datetime | None:
    text = _child(alert, "sent")
    if text.endswith(("Z", "z")):
        warnings.append("it writes UTC as Z, which CAP does not allow; it was understood")
    return moment(text, reading, warnings)


def _rulings(
    alert: Any,
    kind: str,
    sender: str,
    identifier: str,
    key: str,
    sent: datetime,
    warnings: list[str],
) -> Iterator[Ruling]:
    """What it says of others; and that it stands for what it said earlier under its own name."""
    cancels = kind == "cancel"
    named = read_references(_child(alert, "references"), sender, warnings)
    if cancels and not named:
        warnings.append("it cancels, and does not say what (references)")
    if kind == "alert":
        # A first alert has nothing to replace; what it refers to may well still hold.
        named = ()
    for whose, which in dict.fromkeys((*named, (sender, identifier))):
        yield Ruling(sender=whose, identifier=which, by=key, at=sent, cancels=cancels)


def _entry(
    stage: Stage, key: str, sent: datetime, base_url: str, reading: Reading, warnings: list[str]
) -> Entry:
    infos = stage.infos
    worst = max(infos, key=_alarm, default=Info())
    said: dict[str, Any] = {
        "texts": texts_of(infos, reading, warnings),
        "severity": worst.severity if worst.severity in list(Severity) else None,
        "urgency": worst.urgency if worst.urgency in list(Urgency) else None,
        "areas": areas_of(infos, reading, warnings),
    }
    over = bool(infos) and all(info.over for info in infos)
    entry = Entry(
        rest_key(key, stage.since) if stage.since else key,
        body_markup=False,
        published=sent.isoformat(),
        updated=sent.isoformat(),
        link=next((info.web for info in infos if info.web), ""),
        base=base_url,
        categories=tuple(dict.fromkeys(word for info in infos for word in info.words)),
        media=[media for info in infos for media in info.media],
        kind=_kind(infos),
        warnings=warnings,
    )
    entry.warnings += dict.fromkeys(warning for info in infos for warning in info.warnings)
    if over:
        said["state"] = "resolved"
        if stage.since:
            entry.updated = stage.since.isoformat()
        said["shows_from"] = stage.since.isoformat() if stage.since else None
        said["expires"] = stage.until.isoformat() if stage.until else None
    else:
        _times(said, entry, stage, sent, reading)
    entry.said = {name: value for name, value in said.items() if value not in (None, [], {})}
    return entry


def _alarm(info: Info) -> tuple[bool, int, int]:
    """Sorts parts by how much they alarm. What is grave and what is urgent may be two parts."""
    severity = [step.value for step in Severity]
    urgency = [step.value for step in Urgency]
    how_bad = severity.index(info.severity) if info.severity in severity else -1
    how_soon = urgency.index(info.urgency) if info.urgency in urgency else -1
    takes_over = info.severity in ("severe", "extreme") and info.urgency == "immediate"
    return takes_over, how_bad, how_soon


def _kind(infos: tuple[Info, ...]) -> Kind:
    named = kind_in(tuple(info.event for info in infos))
    return named if named in _KINDS else Kind.ALERT


def _times(
    said: dict[str, Any], entry: Entry, stage: Stage, sent: datetime, reading: Reading
) -> None:
    """Begins with the first part of it, is over when all of its parts are, or one is and the
    rest goes on as a stage of its own."""
    begins, shown = [], []
    for info in stage.infos:
        onset = moment(info.onset, reading, entry.warnings)
        effective = moment(info.effective, reading, entry.warnings) or sent
        moment(info.expires, reading, entry.warnings)
        begins.append(onset or effective)
        shown.append(effective)
    end, rule = stage.end, stage.end_rule
    said["expires"], entry.end_rule = end.isoformat(), rule
    if rule is EndRule.SOURCE_DEFAULT:
        hours = f"{lasts(reading).total_seconds() / 3600:g}"
        entry.warnings.append(f"it does not say until when; it is shown for {hours} hours")
    if any(info.onset for info in stage.infos):
        said["starts"] = min(begins).isoformat()
        if min(begins) >= end:
            entry.warnings.append("it ends before it sets in")
    since = max(min(shown, default=sent), stage.since or sent)
    if end < sent:
        entry.warnings.append("it expired before it was sent: it is held back")
        said["shows_from"] = sent.isoformat()
    elif since > sent:
        said["shows_from"] = since.isoformat()


def _child(element: Any, local: str) -> str:
    for child in element:
        if xml.name(child)[1] == local:
            return " ".join(xml.whole_text(child).split())
    return ""
