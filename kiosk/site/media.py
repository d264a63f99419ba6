"""Pictures and videos that the site's files name → `Media`, with what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path as File

from kiosk.errors import LibraryMissing, MediaError, PictureTooLarge
from kiosk.model.fault import Fault
from kiosk.model.notice import Captions, Media, Role
from kiosk.model.site import Orientation
from kiosk.model.text import UNDETERMINED
from kiosk.site.film_captions import film_captions, with_own_captions
from kiosk.site.iso639 import language_of
from kiosk.site.mp4 import mp4_duration_s
from kiosk.site.parts import Parts
from kiosk.site.paths import IMAGE_TYPES, VIDEO_TYPES, find_file
from kiosk.site.yaml import Document
from kiosk.site.yaml import Path as Steps

PANEL: dict[Orientation, tuple[int, int]] = {
    Orientation.LANDSCAPE: (1920, 1080),
    Orientation.PORTRAIT: (1080, 1920),
}
"""Pixels of a screen, by the way it hangs."""


def image(
    parts: Parts,
    document: Document,
    path: Steps,
    written: str,
    sizes: Iterable[tuple[int, int]],
) -> tuple[Media | None, list[Fault]]:
    """The picture that `written` names.

    Args:
        path: where in the document it is written.
        sizes: width and height in pixels of each place on which it will be drawn.
    """
    found, faults = find_file(parts.folder, document, path, written, "image")
    if found is None:
        return None, faults
    media = Media(
        url=written,
        role=Role.IMAGE,
        type=IMAGE_TYPES[found.suffix.lower()],
        length_bytes=found.stat().st_size,
        path=str(found),
    )
    if parts.probe is None:
        return media, []
    try:
        width, height = parts.probe.image(found)
    except PictureTooLarge as error:
        wide, high = PANEL[Orientation.LANDSCAPE]
        values = {
            "file": written,
            "size": f"{error.width} × {error.height}",
            "wanted": f"{2 * wide} × {2 * high}",
        }
        return None, [document.fault(path, "image-large", values)]
    except MediaError:
        return None, [document.fault(path, "image-unreadable", {"file": written})]
    if found.suffix.lower() == ".svg":
        return media, []
    for wide, high in sizes:
        if width < wide and height < high:
            values = {
                "file": written,
                "size": f"{width} × {height}",
                "wanted": f"{wide} × {high}",
            }
            return media, [document.fault(path, "image-small", values, level="warning")]
    return media, []


def video(
    parts: Parts,
    document: Document,
    path: Steps,
    written: str,
    role: Role,
    captions: Sequence[tuple[str, str]],
    captions_path: Steps,
) -> tuple[Media | None, list[Fault]]:
    """The video that `written` names, with its caption files by language.

    Args:
        path: where in the document the video is written.
        captions_path: where in the document the captions are written.
    """
    found, faults = find_file(parts.folder, document, path, written, "video")
    read, more = _captions(parts, document, captions, captions_path)
    faults = [*faults, *more]
    if found is None:
        return None, faults
    duration_s = mp4_duration_s(found)
    if parts.probe is not None:
        try:
            facts = parts.probe.video(found)
        except LibraryMissing:
            pass  # this machine's fault and not the file's; who asked learns it from the probe
        except MediaError:
            return None, [*faults, document.fault(path, "video-unreadable", {"file": written})]
        else:
            if not facts.width or not facts.height:
                return None, [*faults, document.fault(path, "video-no-picture", {"file": written})]
            duration_s = facts.duration_s or duration_s
            beside = [entry.language for entry in read]
            faults += _inside(parts, document, path, found, written, facts.captions, beside)
    media = Media(
        url=written,
        role=role,
        type=VIDEO_TYPES[found.suffix.lower()],
        length_bytes=found.stat().st_size,
        duration_s=duration_s,
        captions=read,
        path=str(found),
    )
    return with_own_captions(media), faults


def _inside(
    parts: Parts,
    document: Document,
    path: Steps,
    found: File,
    written: str,
    tracks: Sequence[str],
    beside: Sequence[str],
) -> list[Fault]:
    """What is wrong with the captions inside a video.

    Args:
        tracks: the languages of its text tracks, as libVLC names them.
        beside: the languages of its caption files.
    """
    inside = film_captions(found)
    others = inside.others if inside.known else tuple(dict.fromkeys(map(language_of, tracks)))
    heard = {*beside, *inside.languages}
    wanted = [
        language
        for language in others
        if (not heard if language == UNDETERMINED else language in parts.languages)
        and language not in heard
    ]
    if others and not heard:
        wanted = wanted or list(others)
    values = {"file": written, "known": ", ".join(parts.languages)}
    if wanted:
        values["value"] = ", ".join(wanted).replace(UNDETERMINED, "?")
        return [document.fault(path, "captions-inside", values, level="warning")]
    if inside.languages and not heard & {*parts.languages, UNDETERMINED}:
        values["value"] = ", ".join(inside.languages)
        return [document.fault(path, "captions-foreign", values, level="warning")]
    return []


def _captions(
    parts: Parts, document: Document, captions: Sequence[tuple[str, str]], path: Steps
) -> tuple[tuple[Captions, ...], list[Fault]]:
    read: list[Captions] = []
    faults: list[Fault] = []
    keys = document.get(*path)
    names = list(keys) if isinstance(keys, dict) else []
    for index, (language, written) in enumerate(captions):
        place = (*path, names[index]) if index < len(names) else path
        if any(known.language == language for known in read):
            faults.append(document.fault(place, "language-twice", {"language": language}, key=True))
            continue
        found, more = find_file(parts.folder, document, place, written, "captions")
        faults.extend(more)
        if found is None:
            continue
        read.append(Captions(language=language, url=written, path=str(found)))
        if parts.probe is not None:
            # loading webvtt costs time that a starting screen has no use for
            from kiosk.site.captions import caption_faults

            faults.extend(caption_faults(found, found.relative_to(parts.folder.root).as_posix()))
    return tuple(read), faults
