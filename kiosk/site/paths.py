"""Files that a file of the site names: where they are, and whether they are what is wanted.

Paths are relative to the site folder and never leave it.
"""

from __future__ import annotations

import difflib
import os
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from kiosk.model.fault import Fault
from kiosk.model.site import plain_name
from kiosk.site.files import SiteFolder
from kiosk.site.yaml import Document
from kiosk.site.yaml import Path as Steps

IMAGE_TYPES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
VIDEO_TYPES: Mapping[str, str] = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".avi": "video/x-msvideo",
    ".mpg": "video/mpeg",
    ".mpeg": "video/mpeg",
    ".ts": "video/mp2t",
    ".ogv": "video/ogg",
}
CAPTION_TYPES: Mapping[str, str] = {".vtt": "text/vtt", ".srt": "application/x-subrip"}
ICON_TYPES: Mapping[str, str] = {".svg": "image/svg+xml"}

_WANTED = {
    "image": IMAGE_TYPES,
    "video": VIDEO_TYPES,
    "captions": CAPTION_TYPES,
    "icon": ICON_TYPES,
}


def find_file(
    folder: SiteFolder, document: Document, path: Steps, written: str, wanted: str
) -> tuple[Path | None, list[Fault]]:
    """The absolute path of the file that `written` names, or None and why not.

    Args:
        path: where in the document it is written.
        wanted: `image`, `video`, `captions`, `icon`, or `any`.
    """
    values = {"file": written}

    def wrong(code: str, more: Mapping[str, str] = {}) -> tuple[None, list[Fault]]:
        return None, [document.fault(path, code, {**values, **more})]

    if re.match(r"[a-z][a-z0-9+.-]+://", written, re.IGNORECASE):
        return wrong("file-is-address")
    if "\x00" in written or not written.strip():
        return wrong("media-missing", _instead(folder, document, written))
    slashed = written.replace("\\", "/")
    if slashed != written and not re.match("[A-Za-z]:", written):
        return wrong("file-backslash", {"suggestion": slashed})
    normal = posixpath.normpath(slashed)
    if (
        written.startswith(("/", "~"))
        or normal.split("/")[0] == ".."
        or re.match("[A-Za-z]:", written)
    ):
        return wrong("path-outside", _instead(folder, document, posixpath.basename(slashed)))
    found = folder.root / normal
    try:
        there = found.is_file()
    except OSError:
        there = False
    if not there:
        return wrong("media-missing", _instead(folder, document, written))
    if not os.access(found, os.R_OK):
        return wrong("media-forbidden")
    types = _WANTED.get(wanted)
    if types is not None and found.suffix.lower() not in types:
        known = ", ".join(sorted(suffix[1:] for suffix in types))
        return wrong(f"not-{wanted}", {"known": known})
    return found.absolute(), []


def _instead(folder: SiteFolder, document: Document, written: str) -> Mapping[str, str]:
    """The file that was probably meant."""
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(document.file), written))
    if beside in folder.media:
        return {"suggestion": beside}
    name = plain_name(posixpath.basename(written))
    for known in folder.media:
        if plain_name(posixpath.basename(known)) == name:
            return {"suggestion": known}
    suffix = posixpath.splitext(written)[1].lower()
    alike = [known for known in folder.media if known.lower().endswith(suffix)] if suffix else []
    near = difflib.get_close_matches(
        posixpath.basename(written), map(posixpath.basename, alike), 1, 0.75
    )
    return (
        {"suggestion": next(k for k in alike if posixpath.basename(k) == near[0])} if near else {}
    )
