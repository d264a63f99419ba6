"""What staff write themselves: content/notices/*.md and content/capsules/*.yaml → Notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.model.ending import leaves_at
from kiosk.model.fault import Fault
from kiosk.model.notice import CONTENT, Area, EndRule, Kind, Media, Notice, NoticeText, Role, State
from kiosk.model.text import Text
from kiosk.model.when import LocalMoment
from kiosk.site.characters import without_needless
from kiosk.site.judge import judge, salvage
from kiosk.site.links import link_faults
from kiosk.site.markdown import Section, read_markdown
from kiosk.site.media import PANEL, image, video
from kiosk.site.parts import Parts
from kiosk.site.shapes import CapsuleFile, NoticeFront
from kiosk.site.when import told
from kiosk.site.yaml import Document, read_yaml

_HALVES = [(wide // 2, high // 2) for wide, high in PANEL.values()]
"""A notice's picture stands beside its text."""


@dataclass(frozen=True)
class WrittenNotice:
    """A notice, and the file that it was written in."""

    notice: Notice
    document: Document


def read_notice(parts: Parts, name: str) -> tuple[WrittenNotice | None, list[Fault]]:
    """One file of content/notices/."""
    text = parts.folder.text(name)
    if text is None:
        return None, []
    front, body, before, faults = _split(text, name)
    document, more = read_yaml(front, name, lines_before=1)
    faults += more
    written: NoticeFront | None = NoticeFront()
    if document.value is not None:
        written, more = judge(NoticeFront, document)
        faults += more
        # what is right in it is looked at all the same, so that all is told at once
        written = written or salvage(NoticeFront, document.value, ())
    language = written.language if written else None
    if any(fault.code == "front-matter-open" for fault in faults):
        return None, faults
    body, more = _cleaned(body, name, before)
    faults += more
    texts, pictures, more = _texts(parts, document, body, before, language)
    faults += more
    if written is None:
        return None, faults
    media, more = _media(parts, document, written)
    faults += [*more, *_about(parts, document, written)]
    for picture, title in pictures:
        if picture is not None:
            media.append(picture.model_copy(update={"title": title}))
    if not texts:
        return None, faults
    updated = _instant(parts, written.updated)
    if updated is None and written.state in (State.RESOLVED, State.CANCELLED):
        updated = _saved(parts, name)
    expires, rule = _end(parts, written)
    notice = Notice(
        key=name.rpartition("/")[2].removesuffix(".md"),
        source=CONTENT,
        kind=written.kind,
        service=written.service,
        severity=written.severity,
        urgency=written.urgency,
        state=written.state,
        planned=written.planned,
        areas=_areas(parts, written.areas),
        texts=tuple(texts),
        published=_instant(parts, written.published),
        updated=updated,
        starts=_instant(parts, written.starts),
        ends=written.ends.end(parts.zone) if written.ends else None,
        shows_from=_instant(parts, written.shows_from),
        expires=expires,
        end_rule=rule,
        media=tuple(media),
        link=written.link,
        file=name,
    )
    return WrittenNotice(notice, document), faults


def read_capsule(parts: Parts, name: str) -> tuple[WrittenNotice | None, list[Fault]]:
    """One file of content/capsules/."""
    text = parts.folder.text(name)
    if text is None:
        return None, []
    document, faults = read_yaml(text, name)
    if faults and document.value is None:
        return None, faults
    written, more = judge(CapsuleFile, document)
    faults += more
    written = written or salvage(CapsuleFile, document.value, ("title", "video"))
    if written is None:
        return None, faults
    media, more = video(
        parts,
        document,
        ("video",),
        written.video,
        Role.SIGN_VIDEO,
        written.captions,
        ("captions",),
    )
    faults += [*more, *_about(parts, document, written)]
    languages = [language for language, _ in written.title.entries]
    if not written.title:
        faults.append(document.fault(("title",), "title-empty"))
        return None, faults
    notice = Notice(
        key=name.rpartition("/")[2].removesuffix(".yaml"),
        source=CONTENT,
        kind=Kind.CAPSULE,
        service=written.service,
        areas=_areas(parts, written.areas),
        texts=tuple(
            NoticeText(
                language=language,
                title=written.title.get(language) or "",
                body=written.body.get(language) or "",
            )
            for language in languages
            if written.title.get(language)
        ),
        published=_instant(parts, written.published),
        shows_from=_instant(parts, written.shows_from),
        expires=written.expires.end(parts.zone) if written.expires else None,
        end_rule=EndRule.EXPLICIT if written.expires else EndRule.NEVER,
        media=(media,) if media else (),
        link=written.link,
        file=name,
    )
    return WrittenNotice(notice, document), faults


def _split(text: str, name: str) -> tuple[str, str, int, list[Fault]]:
    """Front matter, Markdown, lines before the Markdown, faults."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "", text, 0, []
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 1, []
    return "", "", len(lines), [Fault(name, 1, 1, "front-matter-open")]


def _cleaned(body: str, name: str, before: int) -> tuple[str, list[Fault]]:
    """The Markdown without characters that no text needs, and where those were."""
    faults = []
    lines = body.split("\n")
    for number, line in enumerate(lines):
        lines[number], needless = without_needless(line)
        if needless:
            same = zip(line, lines[number], strict=False)
            column = next(
                (at for at, (old, new) in enumerate(same) if old != new), len(lines[number])
            )
            place = (before + number + 1, column + 1)
            faults.append(Fault(name, *place, "text-character", {"value": needless}, "warning"))
    return "\n".join(lines), faults


def _texts(
    parts: Parts, document: Document, body: str, before: int, language: str | None
) -> tuple[list[NoticeText], list[tuple[Media | None, str]], list[Fault]]:
    """The texts by language, and the pictures in them."""
    name = document.file
    preface, sections = read_markdown(body, parts.languages)
    faults: list[Fault] = []
    if not sections:
        line = before + 1 if body.strip() else 0
        return [], [], [Fault(name, line, 1 if line else 0, "notice-no-title")]
    if preface is not None:
        faults.append(Fault(name, sections[0].line + before, 1, "notice-text-before-title"))
    texts: list[NoticeText] = []
    pictures: list[tuple[Media | None, str]] = []
    for section in sections:
        line = section.line + before
        own = section.language or language or (parts.languages[0] if parts.languages else "und")
        if not section.title:
            faults.append(Fault(name, line, 1, "notice-title-empty"))
            continue
        if any(known.language == own for known in texts):
            faults.append(Fault(name, line, 1, "notice-language-twice", {"language": own}))
            continue
        texts.append(
            NoticeText(
                language=own,
                title=" ".join(section.title.split()),
                body=section.body,
                instruction=section.instruction,
            )
        )
        pictures_here, more = _pictures(parts, document, section, before)
        pictures += pictures_here
        faults += more
    return texts, pictures, faults


def _pictures(
    parts: Parts, document: Document, section: Section, before: int
) -> tuple[list[tuple[Media | None, str]], list[Fault]]:
    pictures: list[tuple[Media | None, str]] = []
    faults: list[Fault] = []
    for line in section.html_lines:
        faults.append(Fault(document.file, line + before, 1, "notice-html", {}, "warning"))
    for picture in section.pictures:
        found, more = image(parts, document, (), picture.file, _HALVES)
        pictures.append((found, picture.title))
        faults += [
            Fault(fault.file, picture.line + before, 1, fault.code, fault.values, fault.level)
            for fault in more
        ]
    return pictures, faults


def _media(
    parts: Parts, document: Document, written: NoticeFront
) -> tuple[list[Media], list[Fault]]:
    media: list[Media] = []
    faults: list[Fault] = []
    for index, file in enumerate(written.image):
        path = ("image", index) if isinstance(document.get("image"), list) else ("image",)
        found, more = image(parts, document, path, file, _HALVES)
        media += [found] if found else []
        faults += more
    if written.sign_video:
        found, more = video(
            parts,
            document,
            ("sign_video",),
            written.sign_video,
            Role.SIGN_VIDEO,
            written.captions,
            ("captions",),
        )
        media += [found] if found else []
        faults += more
    elif written.captions:
        faults.append(document.fault(("captions",), "captions-without-video", key=True))
    return media, faults


def _about(parts: Parts, document: Document, written: NoticeFront | CapsuleFile) -> list[Fault]:
    """Service, areas, link and dates: what notices and capsules have in common."""
    faults: list[Fault] = []
    if written.service is not None:
        faults += parts.unknown_service(document, ("service",), written.service)
    raw = document.get("areas")
    for index, entry in enumerate(raw if isinstance(raw, list) else ()):
        if isinstance(entry, str):
            faults += parts.unknown_area(document, ("areas", index), entry)
    if written.link is not None:
        faults += link_faults(document, ("link",), written.link)
    starts, ends = getattr(written, "starts", None), getattr(written, "ends", None)
    if starts and ends and ends.end(parts.zone) <= starts.start(parts.zone):
        values = {"start": told(starts), "end": told(ends)}
        faults.append(document.fault(("ends",), "ends-before-starts", values))
    first, last = written.shows_from, written.expires
    if first and last and last.end(parts.zone) <= first.start(parts.zone):
        values = {"start": told(first), "end": told(last)}
        faults.append(document.fault(("until",), "until-before-from", values))
    elif last and last.end(parts.zone) <= parts.now:
        faults.append(
            document.fault(("until",), "period-over", {"end": told(last)}, level="warning")
        )
    elif not last and ends and ends.end(parts.zone) <= parts.now:
        faults.append(
            document.fault(("ends",), "period-over", {"end": told(ends)}, level="warning")
        )
    return faults


def _areas(parts: Parts, written: tuple[Text, ...]) -> tuple[Area, ...]:
    return tuple(
        (parts.area(text.entries[0][1]) if text.languages == ("und",) else None) or Area(name=text)
        for text in written
    )


def _end(parts: Parts, written: NoticeFront) -> tuple[datetime | None, EndRule]:
    if written.expires is not None:
        return written.expires.end(parts.zone), EndRule.EXPLICIT
    if written.ends is not None:
        ends, announced = written.ends.end(parts.zone), written.planned is not False
        leaves = leaves_at(ends, written.kind, written.state, announced=announced)
        if leaves is not None:
            return leaves, EndRule.EVENT_END
    return None, EndRule.NEVER


def _instant(parts: Parts, moment: LocalMoment | None) -> datetime | None:
    return moment.start(parts.zone) if moment else None


def _saved(parts: Parts, name: str) -> datetime | None:
    try:
        return datetime.fromtimestamp((parts.folder.root / name).stat().st_mtime, UTC)
    except OSError:
        return None
