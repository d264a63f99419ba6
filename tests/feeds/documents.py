"""Small documents of each format, for tests to make large or to break."""

from __future__ import annotations

import json

CAP = "urn:oasis:names:tc:emergency:cap:1.2"


def cap(inner: str = "", *, info: str = "", references: str = "") -> bytes:
    return (
        f'<alert xmlns="{CAP}"><identifier>1</identifier><sender>s@x.example</sender>'
        f"<sent>2026-11-24T08:00:00-00:00</sent><status>Actual</status><msgType>Update</msgType>"
        f"<scope>Public</scope><references>{references}</references>{inner}<info><language>fr"
        f"</language><event>Crue</event><headline>Crue</headline>{info}</info></alert>"
    ).encode()


def rss(items: str = "", head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>t</title>{items}</channel></rss>".encode()


def feed(*items: object) -> bytes:
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": items}
    return json.dumps(document).encode()


def calendar(events: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def event(**more: str) -> str:
    told = {"UID": "1", "SUMMARY": "x", "DTSTART": "20261125T090000Z", "DTEND": "20261125T100000Z"}
    lines = "".join(f"{name}:{value}\r\n" for name, value in {**told, **more}.items())
    return f"BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n"


def zone(rule: str) -> str:
    """The definition of a time zone that changes twice by that rule."""
    changes = "".join(
        f"BEGIN:{name}\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{was}\r\nTZOFFSETTO:{becomes}\r\n"
        f"RRULE:{rule}\r\nEND:{name}\r\n"
        for name, was, becomes in (("STANDARD", "+0100", "+0000"), ("DAYLIGHT", "+0000", "+0100"))
    )
    return f"BEGIN:VTIMEZONE\r\nTZID:Mars/Olympus\r\n{changes}END:VTIMEZONE\r\n"


def in_zone() -> str:
    return event().replace("DTSTART:", "DTSTART;TZID=Mars/Olympus:").replace("0Z", "0")


def gtfs(count: int, text: str = "x") -> bytes:
    from google.transit.gtfs_realtime_pb2 import FeedMessage

    message = FeedMessage()
    message.header.gtfs_realtime_version = "2.0"
    for number in range(count):
        entity = message.entity.add()
        entity.id = str(number)
        entity.alert.header_text.translation.add().text = text
    return bytes(message.SerializeToString())


def differential() -> bytes:
    from google.transit.gtfs_realtime_pb2 import FeedMessage

    message = FeedMessage()
    message.header.gtfs_realtime_version = "2.0"
    message.header.incrementality = 1
    return bytes(message.SerializeToString())
