"""Bytes that are not in the character set that they claim → what they most likely are. Pure.

A town hall's old server says UTF-8 and sends Arabic of Windows, or says Western European and
sends UTF-8. Read as it says, the wall would show `ÅÚáÇä` for `إعلان`.
"""

from __future__ import annotations

import codecs
import re

_DECLARATION = re.compile(rb"\s*<\?xml\b[^<>]{0,300}?\?>")
_ENCODING = re.compile(rb"""\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_WESTERN = frozenset({"iso8859-1", "iso8859-15", "cp1252"})
_BYTEWISE = re.compile(r"iso8859-|cp125\d$|koi8|mac")
"""Sets of one byte a letter: text in them is hardly ever UTF-8 by chance."""
_STRAY = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[\u0080-\ud7ff\ue000-\U0010ffff]+")
_LETTERS = re.compile(rb"[\xc0-\xff]")
_RUNS = re.compile(rb"[\xc0-\xff]{3,}")
"""Three letters in a row beyond ASCII: rare in French, and nearly every word of Arabic."""
_ALEF, _LAM = b"\xc7", b"\xe1"
_NAMES = {"cp1256": "Arabic (windows-1256)", "cp1252": "Western European (windows-1252)"}


def settled(data: bytes) -> tuple[bytes, str]:
    """A document of XML in a character set that a parser can be trusted with.

    Returns the bytes as they were where they are what they say, else in UTF-8; and what was
    guessed, in words, empty for nothing. Where nothing can be guessed, they stay as they are.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data, ""
    for name, start in (("utf-16-le", b"<\x00"), ("utf-16-be", b"\x00<")):
        if data.startswith(start) and data[2:4] != b"\x00\x00":
            return _plain(data.decode(name, "replace")), "it is in UTF-16 and does not say so"
    stated = _stated(data)
    known = _codec(stated)
    if known in ("utf-8", "ascii", "") or known.startswith(("utf-16", "utf-32")):
        return _as_utf8(data, stated, known)
    if data.isascii() or not _BYTEWISE.match(known):
        return data, ""
    if _sound(data):
        return _plain(data.decode()), f"it says that it is in {stated} and is in UTF-8"
    if known in _WESTERN and looks_arabic(data):
        text = data.decode("cp1256")
        return _plain(text), f"it says that it is in {stated}; {_NAMES['cp1256']} was taken"
    if known == "iso8859-1":
        # Everybody who says so means the set of Windows, which has more signs.
        return _plain(data.decode("cp1252", "replace")), ""
    return data, ""


def guessed(data: bytes) -> tuple[str, str] | None:
    """Bytes that are not sound UTF-8 → their text and how it was read, in words.

    None: their language is none that is looked for here.
    """
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_STRAY.findall(text))
    if 3 * sum(map(len, _BEYOND_ASCII.findall(text))) > broken:
        mended = _STRAY.sub(
            lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text
        )
        return mended, "the broken letters were guessed"
    if looks_arabic(data):
        return data.decode("cp1256"), f"{_NAMES['cp1256']} was taken"
    if 2 * _in_runs(data) > len(_LETTERS.findall(data)):
        return None
    return data.decode("cp1252", "replace"), f"{_NAMES['cp1252']} was taken"


def looks_arabic(data: bytes) -> bool:
    """Whether bytes beyond ASCII are words of Arabic in the set of Windows."""
    letters = len(_LETTERS.findall(data))
    common = data.count(_ALEF) + data.count(_LAM)
    return letters > 3 and 2 * _in_runs(data) > letters and 10 * common >= letters


def _in_runs(data: bytes) -> int:
    return sum(map(len, _RUNS.findall(data)))


def _as_utf8(data: bytes, stated: str, known: str) -> tuple[bytes, str]:
    """What says that it is UTF-8, or nothing, or what cannot be true."""
    if _sound(data):
        if known in ("utf-8", "") and (known or not stated):
            return data, ""
        if known == "ascii" and data.isascii():
            return data, ""
        return _plain(data.decode()), f"it says that it is in {stated} and is in UTF-8"
    found = guessed(data)
    if found is None:
        return data, ""
    text, told = found
    return _plain(text), f"it is not in {stated or 'UTF-8'}, as it should be; {told}"


def _sound(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _stated(data: bytes) -> str:
    """The character set that a declaration of XML names, as written; empty: none."""
    head = _DECLARATION.match(data.removeprefix(codecs.BOM_UTF8)[:600])
    found = _ENCODING.search(head[0]) if head else None
    return found[1].decode("ascii", "replace") if found else ""


def _codec(stated: str) -> str:
    """The name by which Python knows it; empty: it does not, or nothing is stated."""
    try:
        return codecs.lookup(stated).name if stated else ""
    except LookupError:
        return ""


def _plain(text: str) -> bytes:
    """In UTF-8, and without the declaration that says otherwise."""
    data = text.lstrip("\ufeff").encode("utf-8", "replace")
    head = _DECLARATION.match(data[:600])
    return data[head.end() :] if head else data
