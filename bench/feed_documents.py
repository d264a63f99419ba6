"""A large town's notices as a feed, made up and the same each time."""

from __future__ import annotations

import json
import random
from xml.sax.saxutils import escape

COUNT = 10_000
SERVICES = ("water", "electricity", "sanitation", "waste", "lighting", "transport")
_WORDS = (
    "travaux",
    "coupure",
    "quartier",
    "rue",
    "avenue",
    "raccordement",
    "conduite",
    "réseau",
    "entretien",
    "programmé",
    "équipe",
    "intervention",
    "durée",
    "heures",
    "rétablissement",
    "service",
    "abonnés",
    "commune",
    "information",
    "prudence",
)
_ARABIC = (
    "انقطاع", "الماء", "أشغال", "الصيانة", "الحي", "الشارع", "المصلحة", "الساعة", "المواطنين",
    "الجماعة", "إعلان",
)  # fmt: skip


def feed(count: int = COUNT, *, changed: int | None = None) -> bytes:
    """A JSON Feed of that many notices in two languages; one of them changed."""
    chance = random.Random(3)
    items = []
    for number in range(count):
        body = " ".join(chance.choices(_WORDS, k=45)).capitalize() + "."
        more = " ".join(chance.choices(_WORDS, k=20))
        day = 1 + number % 28
        items.append({
            "id": f"avis-{number}",
            "url": f"https://commune.example/avis/{number}",
            "title": f"Avis {number} : {' '.join(chance.choices(_WORDS, k=5))}",
            "content_html": f"<p>{body}</p><p>{more} &amp; plus.</p>",
            "date_published": f"2026-11-{day:02}T09:{number % 60:02}:00+00:00",
            "tags": [chance.choice(SERVICES), "coupure"],
            "_kiosk": {
                "areas": [f"Hay {number % 20}"],
                "planned": True,
                "starts": f"2026-12-{day:02}T09:00:00+00:00",
                "ends": f"2026-12-{day:02}T15:00:00+00:00",
                "texts": {"ar": {"title": " ".join(chance.choices(_ARABIC, k=5)),
                                 "body": " ".join(chance.choices(_ARABIC, k=35))}},
            },
        })  # fmt: skip
    if changed is not None:
        items[changed]["title"] = "Corrigé"
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Avis", "language": "fr",
         "items": items},
        ensure_ascii=False,
    ).encode()  # fmt: skip


def as_rss(data: bytes) -> bytes:
    """The same entries as RSS."""
    items = "".join(
        f"<item><title>{escape(item['title'])}</title><guid isPermaLink='false'>{item['id']}</guid>"
        f"<link>{item['url']}</link><pubDate>Tue, 24 Nov 2026 10:00:00 +0000</pubDate>"
        f"<category>{item['tags'][0]}</category>"
        f"<description>{escape(item['content_html'])}</description></item>"
        for item in json.loads(data)["items"]
    )
    return (
        "<rss version='2.0'><channel><title>Avis</title><language>fr</language>"
        f"{items}</channel></rss>"
    ).encode()
