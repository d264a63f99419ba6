"""One site for all the tests of feeds."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from kiosk.feeds.read import ParsedFeed, read_feed
from kiosk.model.notice import Area, Notice
from kiosk.model.site import Feed, Site
from kiosk.model.text import Text
from tests.make import service, site, utc

NOW = utc("2026-11-24 09:00")
BASE = "https://commune.example/flux/"

SITE: Site = site(
    services=(
        service("water", name={"ar": "الماء", "fr": "Eau"}),
        service("electricity", name={"ar": "الكهرباء", "fr": "Électricité"}, code="ELEC-01"),
        service("street-lighting", name={"ar": "الإنارة", "fr": "Éclairage public"}),
        service("civil", name="État civil", words=("mariages",)),
    ),
    areas=(
        Area(id="medina", name=Text.of({"ar": "المدينة القديمة", "fr": "Médina"})),
        Area(id="salam", name=Text.of({"ar": "حي السلام", "fr": "Hay Salam"})),
    ),
)


def feed(**more: Any) -> Feed:
    return Feed.model_validate({"name": "commune", "url": BASE, **more})


def read(
    data: bytes | str, *, base_url: str = BASE, read_at: datetime = NOW, **settings: Any
) -> ParsedFeed:
    """Reads a feed with the site above."""
    raw = data.encode() if isinstance(data, str) else data
    return read_feed(raw, feed=feed(**settings), site=SITE, base_url=base_url, read_at=read_at)


def jsonfeed(*items: dict[str, Any], **more: Any) -> str:
    """A JSON Feed with these items; `more` beside them."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items, **more})


def one(said: dict[str, Any] | None = None, settings: Any = None, **item: Any) -> Notice:
    """The notice that one entry of a JSON Feed becomes."""
    base = {"id": "1", "title": "Titre", "date_published": "2026-11-20T10:00:00Z"}
    extension = {} if said is None else {"_kiosk": said}
    parsed = read(jsonfeed({**base, **extension, **item}), **(settings or {}))
    return parsed.notices[0]
