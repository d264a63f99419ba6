"""Feeds and media that lie in the site itself, named by a path."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from kiosk.errors import FetchError, FetchRefused, FetchTooLarge


def is_web(url: str) -> bool:
    """Whether that is a web address; else it is the path of a file in the site."""
    return url.lower().startswith(("http://", "https://"))


def site_file(folder: Path, url: str) -> Path:
    """The file in the site that a path names.

    Raises:
        FetchRefused: the path leads out of the site.
        FetchError: there is no such file.
    """
    if urlsplit(url).scheme:
        raise FetchRefused(url, "it is neither a web address nor the path of a file in the site")
    root = folder.resolve()
    for name in (url, unquote(urlsplit(url).path)):
        try:
            path = (root / name).resolve()
            if not path.is_relative_to(root):
                raise FetchRefused(url, "the path leads out of the site folder")
            if path.is_file():
                return path
        except (OSError, ValueError) as cause:
            raise FetchError(url, f"the file cannot be opened ({cause})") from cause
    raise FetchError(url, "there is no such file in the site; check the path")


def validator(path: Path) -> str:
    """Changes whenever the file does."""
    stat = path.stat()
    return f"{stat.st_ino}-{stat.st_size}-{stat.st_mtime_ns}"


def read_file(url: str, path: Path, limit: int) -> bytes:
    """The bytes of a file, at most `limit`.

    Raises:
        FetchError: it cannot be read; FetchTooLarge: it is larger.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as cause:
        raise FetchError(url, f"the file cannot be read ({cause.strerror})") from cause
    if len(data) > limit:
        raise FetchTooLarge(url, f"the file is larger than {limit} bytes")
    return data
