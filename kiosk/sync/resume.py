"""Getting one large file, going on from where it broke off."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.errors import FetchError, FetchRefused, FetchTooLarge, NoRoom
from kiosk.store.partial import PartialMedia
from kiosk.sync.addresses import Home
from kiosk.sync.fetch import Answer, Fetcher, conditions
from kiosk.sync.limits import MEDIA, Limits

_WORTH_GOING_ON = 1 << 18
"""A line that breaks goes on at once as long as so many bytes come in between…"""
_TIMES = 50
"""…and so often at most; then it is left alone for a while."""

Begin = Callable[[Answer, int], object]
"""Told what the server says, and how many bytes are to come; may raise to refuse them."""


class _Restart(Exception):
    """What is here and what the server offers do not belong together."""


def fetch_into(
    partial: PartialMedia,
    fetcher: Fetcher,
    url: str,
    *,
    known: str | None = None,
    hashed: bool = False,
    limits: Limits = MEDIA,
    home: Home | None = None,
    begin: Begin | None = None,
    came: Callable[[int], object] | None = None,
) -> Answer:
    """Brings the whole file into `partial`; it is for the caller to finish or close it.

    Args:
        known: the validator of the file that is here, finished: asks for another one only.
        hashed: the finished file is checked against a SHA-256, so that it can be gone on with
            even where the server gives nothing to know its version by.
        limits: `size` is the whole file's.
        came: told after each piece how many bytes of it are here.

    Raises:
        FetchError: it did not come; what came is kept in `partial`.
        OSError: the disk is full or cannot be written.
    """
    tries = 0
    while True:
        tries += 1
        before = partial.size
        try:
            return _once(partial, fetcher, url, known, hashed, limits, home, begin, came)
        except _Restart:
            partial.restart(None, None)
        except (FetchRefused, FetchTooLarge, NoRoom):
            raise
        except FetchError as error:
            if error.status == 416 and before:
                partial.restart(None, None)
                continue
            partial.keep()
            gained = partial.size - before
            if error.status is not None or gained < _WORTH_GOING_ON or tries >= _TIMES:
                raise
            if fetcher.stopped:
                raise


def _once(
    partial: PartialMedia,
    fetcher: Fetcher,
    url: str,
    known: str | None,
    hashed: bool,
    limits: Limits,
    home: Home | None,
    begin: Begin | None,
    came: Callable[[int], object] | None,
) -> Answer:
    asked = _going_on(partial, hashed)
    if partial.size and not asked:
        partial.restart(None, None)

    def check(answer: Answer) -> None:
        if answer.status == 206:
            _belongs(partial, answer, hashed)
        else:
            partial.restart(_version(answer), answer.length)
        if partial.total is not None and partial.total > limits.size:
            raise FetchTooLarge(
                url, f"it announces {partial.total} bytes; {limits.size} are the most"
            )
        if begin is not None:
            begin(answer, (partial.total or 0) - partial.size)

    headers = {"Accept-Encoding": "identity", **(asked or conditions(known))}
    sink = _Counted(partial, url, limits, came)
    answer = fetcher.pour(url, sink, headers=headers, limits=limits, begin=check, home=home)
    if answer.status != 304 and partial.total is not None and partial.size < partial.total:
        raise FetchError(url, "it broke off before its end; it is tried again later")
    return answer


class _Counted:
    """The file, its whole length bounded, and somebody told how it grows."""

    def __init__(
        self,
        partial: PartialMedia,
        url: str,
        limits: Limits,
        came: Callable[[int], object] | None,
    ) -> None:
        self._partial = partial
        self._url = url
        self._most = limits.size
        self._came = came
        self.room = partial.room

    def fill(self, count: int) -> None:
        if self._partial.size + count > self._most:
            raise FetchTooLarge(self._url, f"it is larger than {self._most} bytes")
        self._partial.fill(count)
        if self._came is not None:
            self._came(self._partial.size)


def _going_on(partial: PartialMedia, hashed: bool) -> dict[str, str]:
    """The headers that ask for the rest; none where it cannot be asked for."""
    if not partial.size:
        return {}
    wanted = {"Range": f"bytes={partial.size}-"}
    if partial.validator is not None:
        return {**wanted, "If-Range": partial.validator}
    return wanted if hashed else {}


def _version(answer: Answer) -> str | None:
    """What that version can be known by, byte for byte; a weak ETag says less than that, and what
    came packed is not the bytes that the server counts."""
    if answer.packed:
        return None
    if answer.etag and not answer.etag.startswith("W/"):
        return answer.etag
    return None if answer.changing else answer.last_modified


def _belongs(partial: PartialMedia, answer: Answer, hashed: bool) -> None:
    """Whether what the server sends is what follows on what is here."""
    part = answer.part
    if answer.packed or part is None or part.start != partial.size or part.end <= part.start:
        raise _Restart
    if None not in (part.total, partial.total) and part.total != partial.total:
        raise _Restart
    if part.total is not None and part.end != part.total:
        raise _Restart  # less than was asked for: this server cannot be gone on with
    version = _version(answer)
    by_etag = partial.validator is not None and '"' in partial.validator
    if version is None and by_etag and not hashed:
        raise _Restart  # whoever gives an ETag gives it with a part too; this is somebody else
    if None not in (version, partial.validator) and version != partial.validator:
        raise _Restart
    partial.total = part.total if part.total is not None else partial.total
