"""Values for tests, with everything that does not matter filled in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.model.notice import Kind, Notice, NoticeText
from kiosk.model.playlist import Playlist
from kiosk.model.site import Screen, Service, Site


def utc(text: str) -> datetime:
    """`2026-11-24 09:00` → that instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def notice(key: str = "n1", *, title: str = "Coupure d'eau", body: str = "", **more: Any) -> Notice:
    texts = more.pop("texts", (NoticeText(language="fr", title=title, body=body),))
    more.setdefault("source", "commune")
    more.setdefault("kind", Kind.ANNOUNCEMENT)
    return Notice(key=key, texts=texts, **more)


def service(service_id: str = "water", **more: Any) -> Service:
    more.setdefault("name", {"ar": "الماء", "fr": "Eau"})
    return Service(id=service_id, **{"colour": "#0b5394", "icon": "drop", **more})


def playlist(*items: dict[str, Any], playlist_id: str = "hall", **more: Any) -> Playlist:
    chosen = items or ({"kind": "outages"}, {"kind": "announcements"})
    return Playlist.model_validate({"id": playlist_id, "items": list(chosen), **more})


def screen(screen_id: str = "hall", **more: Any) -> Screen:
    more.setdefault("name", "Hall")
    more.setdefault("playlist", "hall")
    return Screen(id=screen_id, **more)


def site(**more: Any) -> Site:
    more.setdefault("name", {"ar": "جماعة المثال", "fr": "Commune d'Exemple"})
    more.setdefault("time_zone", "Africa/Casablanca")
    more.setdefault("languages", ("ar", "fr"))
    more.setdefault("complaint_url", "https://plaintes.example/r/{service}.{screen}?l={language}")
    more.setdefault("services", (service(),))
    more.setdefault("screens", (screen(),))
    more.setdefault("playlists", (playlist(),))
    more.setdefault("folder", Path("/site"))
    return Site(**more)
