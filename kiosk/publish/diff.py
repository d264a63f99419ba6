"""What visitors of a screen will see differently: two sites compared slide by slide. Pure.

Not files are compared but what the schedule makes of them: a comment, a moved file or a notice
that this screen never shows is no difference.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.model.notice import Notice
from kiosk.model.playlist import Item
from kiosk.publish.carry import is_carried
from kiosk.publish.change import Change, Detail, Side, What, normal, plain
from kiosk.publish.diff_settings import settings
from kiosk.schedule.explain import explain
from kiosk.schedule.program import Program
from kiosk.schedule.verdict import Rule, Verdict

_ALIKE = 0.6
"""Two items whose words are so alike are one item that was changed."""


def differences(
    before: Side | None,
    after: Side | None,
    notices: Iterable[Notice],
    now: datetime,
    languages: Sequence[str] = (),
) -> tuple[Change, ...]:
    """What visitors of one screen will see differently.

    Args:
        before: None where the screen is new.
        after: None where it is gone.
        notices: those of the feeds on the network, as far as they are known here. Each side has
            those of its own feeds; what its feeds in files have is part of the side.
        languages: the languages in which titles are told, before the screen's own.
    """
    if before is None or after is None:
        side = after or before
        if side is None:
            return ()
        what = What.SCREEN_ADDED if after else What.SCREEN_REMOVED
        title = side.screen.name.best((*languages, *side.site.languages_of(side.screen)))[1]
        return (Change(what, title=title),)
    known = tuple(notices)
    old, new = _Seen(before, known, now, languages), _Seen(after, known, now, languages)
    fetched = {notice.source for notice in known}
    return (
        *settings(before, after, new.languages, fetched),
        *_items(old, new),
        *_notices(old, new),
    )


class _Seen:
    """A side with what its schedule makes of it."""

    def __init__(
        self, side: Side, notices: tuple[Notice, ...], now: datetime, languages: Sequence[str]
    ) -> None:
        self.side = side
        self.languages = (*languages, *side.site.languages_of(side.screen))
        fetched = {feed.name for feed in side.site.feeds if is_carried(feed)}
        notices = (*(one for one in notices if one.source in fetched), *side.fed)
        verdicts = explain(Program.of(side.site, side.screen, notices), now)
        self.items = [verdict for verdict in verdicts if verdict.item is not None]
        # What no item takes, and what this screen may not show, is nothing to visitors.
        self.notices = {
            verdict.notice.id: verdict
            for verdict in verdicts
            if verdict.notice is not None
            and (
                verdict.items
                or verdict.notice.takes_over
                or verdict.rule in (Rule.ENDED, Rule.SHOWS_FROM)
            )
        }

    def facts(self, item: Item) -> dict[str, Any]:
        """What an item says and does, with the content of its files for their names."""
        facts = item.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        facts["kind"] = item.kind
        if isinstance(name := facts.get("file"), str):
            facts["file"] = name
            facts["content"] = self.side.marks.get(normal(name), "")
        captions = facts.get("captions")
        if isinstance(captions, (list, tuple)):
            facts["captions"] = sorted(
                self.side.marks.get(normal(str(one[-1])), str(one[-1]))
                for one in captions
                if isinstance(one, (list, tuple))
            )
        return facts

    def title(self, item: Item) -> str:
        text = getattr(item, "title", None)
        told = text.best(self.languages)[1] if text else ""
        return told or str(getattr(item, "file", ""))

    def place(self, verdict: Verdict) -> str:
        return f"playlists/{self.side.screen.playlist}.yaml, {verdict.index + 1}"


def _items(old: _Seen, new: _Seen) -> Iterator[Change]:
    before = [(verdict, old.facts(_item(verdict))) for verdict in old.items]
    after = [(verdict, new.facts(_item(verdict))) for verdict in new.items]
    pairs: list[tuple[Verdict, Verdict]] = []
    for found, facts in list(after):
        same = next((one for one in before if one[1] == facts), None)
        if same is not None:
            pairs.append((same[0], found))
            before.remove(same)
            after.remove((found, facts))
    for found, facts in list(after):
        near = _nearest(facts, before)
        if near is None:
            continue
        pairs.append((near[0], found))
        before.remove(near)
        after.remove((found, facts))
        details = tuple(_details(near[1], facts))
        if details:
            item = _item(found)
            yield Change(What.CHANGED, item.kind, new.title(item), new.place(found), details, found)
    for found, _ in after:
        item = _item(found)
        yield Change(What.ADDED, item.kind, new.title(item), new.place(found), (), found)
    for found, _ in before:
        item = _item(found)
        yield Change(What.REMOVED, item.kind, old.title(item), old.place(found), (), found)
    order = [was.index for was, _ in sorted(pairs, key=lambda pair: pair[1].index)]
    if order != sorted(order):
        yield Change(What.ORDER)


def _item(verdict: Verdict) -> Item:
    assert verdict.item is not None  # noqa: S101 - these verdicts are about items
    return verdict.item


def _nearest(
    facts: Mapping[str, Any], others: Iterable[tuple[Verdict, dict[str, Any]]]
) -> tuple[Verdict, dict[str, Any]] | None:
    """The item of the same kind that this one was, if one is like it."""
    best, score = None, _ALIKE
    for other in others:
        if other[1]["kind"] != facts["kind"]:
            continue
        if facts["kind"] in ("outages", "announcements", "capsules", "directory") or (
            facts.get("file") and facts.get("file") == other[1].get("file")
        ):
            return other
        alike = difflib.SequenceMatcher(None, _words(facts), _words(other[1])).ratio()
        if alike >= score:
            best, score = other, alike
    return best


def _words(facts: Mapping[str, Any]) -> str:
    return " ".join(
        text
        for name in ("title", "body")
        for text in (facts.get(name) or {}).values()
        if isinstance(text, str)
    )


def _details(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Detail]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if name in ("title", "body") and isinstance(old or new, Mapping):
            old, new = old or {}, new or {}
            for language in dict.fromkeys((*old, *new)):
                if old.get(language) != new.get(language):
                    yield Detail(name, old.get(language, ""), new.get(language, ""), language)
        elif name in ("content", "captions"):
            yield Detail(name)
        else:
            yield Detail(name, plain(old), plain(new))


def _notices(old: _Seen, new: _Seen) -> Iterator[Change]:
    for notice_id, verdict in new.notices.items():
        notice = _notice(verdict)
        was = old.notices.get(notice_id)
        title = notice.text(new.languages).title
        place = notice.file or notice.id
        if was is None:
            if verdict.rule is not Rule.ENDED:
                yield Change(What.ADDED, notice.kind.value, title, place, (), verdict)
            continue
        details = tuple(_notice_details(old, _notice(was), new, notice))
        if details:
            yield Change(What.CHANGED, notice.kind.value, title, place, details, verdict)
    for notice_id, verdict in old.notices.items():
        if notice_id not in new.notices and verdict.rule is not Rule.ENDED:
            notice = _notice(verdict)
            title = notice.text(old.languages).title
            place = notice.file or notice.id
            yield Change(What.REMOVED, notice.kind.value, title, place, (), verdict)


def _notice(verdict: Verdict) -> Notice:
    assert verdict.notice is not None  # noqa: S101 - these verdicts are about notices
    return verdict.notice


def _notice_details(old: _Seen, before: Notice, new: _Seen, after: Notice) -> Iterator[Detail]:
    was = {text.language: text for text in before.texts}
    now = {text.language: text for text in after.texts}
    for language in dict.fromkeys((*was, *now)):
        for name in ("title", "body", "instruction"):
            one = getattr(was.get(language), name, "")
            two = getattr(now.get(language), name, "")
            if one != two:
                yield Detail(name, one, two, language)
    for name in ("kind", "service", "severity", "urgency", "state", "planned", "starts", "ends",
                 "shows_from", "expires", "link"):  # fmt: skip
        one, two = getattr(before, name), getattr(after, name)
        if one != two:
            yield Detail(name, _said(one), _said(two))
    areas = [", ".join(_names(old, before)), ", ".join(_names(new, after))]
    if areas[0] != areas[1]:
        yield Detail("areas", *areas)
    if _contents(old, before) != _contents(new, after):
        yield Detail("content")


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return str(getattr(value, "value", value))


def _names(seen: _Seen, notice: Notice) -> list[str]:
    return [area.name.best(seen.languages)[1] for area in notice.areas]


def _contents(seen: _Seen, notice: Notice) -> list[str]:
    """What its pictures and videos are, whatever their names."""
    marks, found = seen.side.marks, []
    for media in notice.media:
        found.append(marks.get(normal(media.url)) or media.sha256 or media.url)
        found += [
            marks.get(normal(one.url)) or (Path(one.path).stem if one.path else one.url)
            for one in media.captions
        ]
    return found
