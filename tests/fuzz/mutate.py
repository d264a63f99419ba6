"""Small damage to sound documents, by a seed: the same again for the same seed."""

from __future__ import annotations

import random

_PIECES = (
    b"<", b">", b"]]>", b"&", b"&amp;", b"&#0;", b"&#x202e;", b'"', b"\x00", b"\xff\xfe", b"{",
    b"}", b"[", b"-1", b"1e999", b"99999999999999999999", b"9999-12-31T23:59:59Z", b"0001-01-01",
    b"2026-02-30", b"\r\n", b"\n ", b"END:VEVENT\r\n", b"BEGIN:VEVENT\r\n", b"RRULE:FREQ=SECONDLY",
    b"FREQ=YEARLY;BYMONTHDAY=-31", b"TZID=Mars/Olympus",
    b"INTERVAL=0", b"BYMONTHDAY=0", b"UNTIL=20261127", b"RANGE=THISANDFUTURE", b"METHOD:CANCEL\r\n",
    b"BEGIN:VTIMEZONE\r\nTZID:X/Y\r\n", b"END:VTIMEZONE\r\n", b"TZID=X/Y",
    b"SUMMARY;LANGUAGE=ar:x\r\n",
    b'encoding="windows-1256"', b'encoding="utf-16"', "انقطاع الماء".encode("cp1256"),
    b'xml:base="//["', b' xmlns:q="q"', b"</rss><!--", b"de-LS", b"24:00:00", b'type="image/png"',
    b"<expires>2026-11-24T08:59:59Z</expires>", b'<link type="application/cap+xml" href="a.xml"/>',
    b"null", b"true", b"<info>", b"</info>",
    "\u202e\u2066\u2069".encode(), "انقطاع".encode(), b"javascript:alert(1)", b"file:///etc/passwd",
    b"//x", b"http://[::1", b"\x0a\x0b\x08\x01", b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01",
)  # fmt: skip


def mutated(seed: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The document with one to eight pieces changed, dropped, doubled, put in or moved over
    from another document."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(7):
            case 0 if data:
                data[min(at, len(data) - 1)] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 80)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 200)] * chance.randint(1, 4)
            case 3:
                other = chance.choice(others)
                begin = chance.randrange(len(other))
                data[at:at] = other[begin : begin + chance.randint(1, 300)]
            case 4:
                del data[at:]
            case _:
                data[at:at] = chance.choice(_PIECES)
    return bytes(data)
