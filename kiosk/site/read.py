"""A site folder → the site as one frozen value, and everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.model.fault import Fault
from kiosk.model.notice import Area
from kiosk.model.playlist import Playlist, VideoItem
from kiosk.model.site import Screen, Site
from kiosk.site.files import CAPSULES, NOTICES, PLAYLISTS, SCREENS, SiteFolder
from kiosk.site.items import finish_playlist
from kiosk.site.notices import WrittenNotice, read_capsule, read_notice
from kiosk.site.parts import Parts, read_playlist, read_screens
from kiosk.site.paths import VIDEO_TYPES
from kiosk.site.probe import MediaProbe
from kiosk.site.screens import screens_faults
from kiosk.site.texts import text_faults

_READINGS = 3
"""A site that is replaced while it is read is read anew, at most so often."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of reading a site folder."""

    site: Site | None
    """None when a fault is an error: the last good site stays on the screen."""
    faults: tuple[Fault, ...]
    """Every fault of every file, by file, line and column; warnings included."""


def read_site(
    folder: Path, probe: MediaProbe | None = None, *, now: datetime | None = None
) -> Reading:
    """Reads and checks screens.yaml, playlists/ and content/.

    Never raises for what is written in the files, nor for files that are missing.

    Args:
        probe: looks into pictures, videos and captions; without it only their presence is
            checked, which takes no time.
        now: the instant for which "this is over" is said; left out, the present one.
    """
    for _ in range(_READINGS):
        before = folder.resolve()
        reading = _read(folder, probe, now)
        if folder.resolve() == before:
            break
        # A link that was turned to another site meanwhile: what was read is a mixture.
    return reading


def _read(folder: Path, probe: MediaProbe | None, now: datetime | None) -> Reading:
    files = SiteFolder(folder.absolute())
    if not files.root.is_dir():
        return Reading(None, (Fault(str(folder), 0, 0, "folder-missing"),))
    parts, faults = read_screens(files, SCREENS, probe, now or SystemClock().now())
    playlists = []
    for name in files.listing(PLAYLISTS, ".yaml"):
        playlist, more = read_playlist(files, name)
        playlists.append(playlist)
        faults += more
    parts = replace(parts, playlists=tuple(playlists))
    faults += screens_faults(parts)
    finished: list[Playlist] = []
    for playlist in playlists:
        whole, more = finish_playlist(parts, playlist)
        finished += [whole] if whole else []
        faults += more
    written, more = _written_notices(parts)
    faults += [*more, *text_faults(parts, written), *files.faults]
    if all(fault.level == "warning" for fault in faults):
        # only then: the file that names a video may be the one that has a fault
        faults += _unnamed_capsules(parts, finished, written)
    faults.sort(key=lambda fault: (fault.file, fault.line, fault.column))
    site = None
    if parts.whole is not None and all(fault.level == "warning" for fault in faults):
        site = _site(parts, finished, written)
    return Reading(site, tuple(_once(faults)))


def _written_notices(parts: Parts) -> tuple[list[WrittenNotice], list[Fault]]:
    """What staff wrote in content/notices/ and content/capsules/."""
    written: list[WrittenNotice] = []
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    beside = (".vtt", ".srt", ".txt")
    names = [
        *((name, read_notice) for name in parts.folder.listing(NOTICES, ".md")),
        *((name, read_capsule) for name in parts.folder.listing(CAPSULES, ".yaml", others=beside)),
    ]
    for name, read in names:
        found, more = read(parts, name)
        faults += more
        if found is None:
            continue
        if found.notice.key in seen:
            values = {"name": seen[found.notice.key]}
            faults.append(Fault(name, 0, 0, "duplicate-notice", values))
            continue
        seen[found.notice.key] = name
        written.append(found)
    return written, faults


def _unnamed_capsules(
    parts: Parts, playlists: list[Playlist], written: list[WrittenNotice]
) -> list[Fault]:
    """A video was put among the capsules, and no file names it: it will not show."""
    named = {media.path for entry in written for media in entry.notice.media}
    for playlist in playlists:
        videos = (item for item in playlist.items if isinstance(item, VideoItem))
        named |= {item.media.path for item in videos if item.media}
    return [
        Fault(name, 0, 0, "capsule-unnamed", {"name": f"{name.rpartition('.')[0]}.yaml"}, "warning")
        for name in parts.folder.media
        if name.startswith(f"{CAPSULES}/")
        and name.lower().endswith(tuple(VIDEO_TYPES))
        and str(parts.folder.root / name) not in named
    ]


def _site(parts: Parts, playlists: list[Playlist], written: list[WrittenNotice]) -> Site:
    """Everything together; only called when nothing is wrong."""
    whole = parts.whole
    assert whole is not None  # noqa: S101 - told to mypy; the caller has looked
    return Site(
        name=whole.name,
        logo=str(parts.folder.root / whole.logo) if whole.logo else None,
        time_zone=whole.time_zone,
        languages=parts.languages,
        complaint_url=whole.complaint_url.strip(),
        feeds=whole.feeds,
        areas=tuple(Area(id=area_id, name=name) for area_id, name in whole.areas.items()),
        services=tuple(parts.services[key] for key in whole.services),
        screens=tuple(_screen(parts, screen) for screen in whole.screens),
        playlists=tuple(playlists),
        notices=tuple(entry.notice for entry in written),
        takeover=whole.takeover,
        reduced_motion=whole.reduced_motion,
        resolved_for_s=whole.resolved_for_s,
        folder=parts.folder.root,
    )


def _screen(parts: Parts, screen: Screen) -> Screen:
    """Areas may be written by name; inside they go by id."""
    areas = [parts.area(written) for written in screen.areas]
    return screen.model_copy(update={"areas": tuple(area.id for area in areas if area)})


def _once(faults: list[Fault]) -> list[Fault]:
    """Without repetition: a file that two items name is wrong once."""
    once: list[Fault] = []
    for fault in faults:
        if fault not in once:
            once.append(fault)
    return once
