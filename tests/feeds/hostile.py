"""Documents that were written to do harm, or by accident look so. Each is made when asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.feeds.documents import cap, differential, feed, gtfs, rss


@dataclass(frozen=True, slots=True)
class Hostile:
    """One document, and what must be said of it."""

    make: Callable[[], bytes]
    refused: str = ""
    """Words of the FeedError; empty: it is read."""
    warned: str = ""
    """Words of a warning, of the feed or of a notice."""
    notices: int | None = None


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
ITEM = "<item><title>x</title><guid>{}</guid></item>"
LONG = "mot " * 300_000

HOSTILE: dict[str, Hostile] = {
    "doctype": Hostile(
        lambda: rss(ITEM.format(1), '<!DOCTYPE rss SYSTEM "file:///etc/passwd">'), "DOCTYPE"
    ),
    "entity bomb": Hostile(lambda: rss("<item><title>&j;</title></item>", BOMB), "DOCTYPE"),
    "entity bomb in CAP": Hostile(lambda: BOMB.encode() + cap("<note>&j;</note>"), "DOCTYPE"),
    "doctype in UTF-16": Hostile(
        lambda: rss(head='<!DOCTYPE x SYSTEM "x">').decode().encode("utf-16"), "DOCTYPE"
    ),
    "a polygon of 300,000 points": Hostile(
        lambda: cap(
            info=f"<area><areaDesc>x</areaDesc><polygon>{'33.1,-7.1 ' * 300_000}</polygon></area>"
        ),
        warned="more than 20000 points",
        notices=1,
    ),
    "a polygon of 2,000,000 points": Hostile(
        lambda: cap(
            info=f"<area><areaDesc>x</areaDesc><polygon>{'33.1,-7.1 ' * 2_000_000}</polygon></area>"
        ),
        warned="more than 20000 points",
        notices=1,
    ),
    "100,000 infos": Hostile(
        lambda: cap("<info><event>x</event></info>" * 100_000), warned="40 were taken", notices=1
    ),
    "100,000 references": Hostile(
        lambda: cap(references="s@x.example,2,2026-11-24T07:00:00-00:00 " * 100_000),
        warned="500 were looked at",
        notices=1,
    ),
    "100,000 areas": Hostile(
        lambda: cap(info="<area><areaDesc>x</areaDesc></area>" * 100_000),
        warned="100 were taken",
        notices=1,
    ),
    "20,000 alerts": Hostile(
        lambda: b"<alerts>" + cap() * 20_000 + b"</alerts>", warned="more than 500 alerts"
    ),
    "8,000,000 elements": Hostile(
        lambda: b"<rss>" + b"<a/>" * 8_000_000 + b"</rss>", "more than 1000000 elements"
    ),
    "8,000,000 elements that are no sound XML": Hostile(
        lambda: b"<rss>&" + b"<a/>" * 8_000_000 + b"</rss>", "more than 1000000 elements"
    ),
    "5,000 namespaces": Hostile(
        lambda: rss(ITEM.format(1)).replace(
            b"<rss", b"<rss " + b" ".join(b'xmlns:a%d="u:%d"' % (n, n) for n in range(5_000))
        ),
        "more than 100 namespaces",
    ),
    "a doctype in UTF-7": Hostile(
        lambda: (
            b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE rss [+ADwAIQ-ENTITY a "b"'
            b"+AD4AXQA+-<rss><channel><item><title>&a;</title></item></channel></rss>"
        ),
        "DOCTYPE",
    ),
    "a tag that ends the feed, again and again": Hostile(
        lambda: b"<rss>&" + b"</rss><!--" * 100_000, "cut off"
    ),
    "100,000 pictures in each of some entries": Hostile(
        lambda: rss(
            "".join(
                ITEM.format(n).replace(
                    "</item>", '<media:content url="https://a.example/x.png"/>' * 500 + "</item>"
                )
                for n in range(200)
            )
        ).replace(b"<rss", b'<rss xmlns:media="http://search.yahoo.com/mrss/"'),
        warned="it names 500 files",
        notices=200,
    ),
    "a picture in each of 19,000 entries": Hostile(
        lambda: rss(
            "".join(
                ITEM.format(n).replace(
                    "</item>", f'<media:content url="https://a.example/{n}.png"/></item>'
                )
                for n in range(19_000)
            )
        ).replace(b"<rss", b'<rss xmlns:media="http://search.yahoo.com/mrss/"'),
        notices=19_000,
    ),
    "100,000 addresses that nobody may fetch": Hostile(
        lambda: rss(
            ITEM.format(1).replace(
                "</item>",
                "".join(
                    f'<enclosure url="javascript:{n}" type="image/png"/>' for n in range(100_000)
                )
                + "</item>",
            )
        ),
        warned="it names 100000 files",
        notices=1,
    ),
    "200,000 categories": Hostile(
        lambda: rss(
            ITEM.format(1).replace(
                "</item>", "".join(f"<category>{n}</category>" for n in range(200_000)) + "</item>"
            )
        ),
        warned="it has 200000 categories",
        notices=1,
    ),
    "five megabytes of category and of date": Hostile(
        lambda: rss(
            ITEM.format(1).replace(
                "</item>",
                f"<category>{'ab ' * 1_700_000}</category><pubDate>Tue, 24 Nov 2026 08:00:00"
                f"{' x' * 2_500_000}</pubDate></item>",
            )
        ),
        warned="has no zone",
        notices=1,
    ),
    "millions of empty lists": Hostile(
        lambda: b'{"items":[' + b"[]," * 10_000_000 + b"0]}", "more than 1000000 lists"
    ),
    "a number of 5,000 digits": Hostile(
        lambda: b'{"items":[{"id":' + b"9" * 5_000 + b',"title":"x"}]}', "longer than any feed"
    ),
    "millions of empty entities of GTFS": Hostile(
        lambda: gtfs(0) + b"\x12\x00" * 15_000_000, "larger than 8 MB"
    ),
    "a megabyte of title in CAP": Hostile(
        lambda: cap(info=f"<description>{LONG}</description>"), warned="too long", notices=1
    ),
    "an alert of the year 9999": Hostile(
        lambda: cap(info="<expires>9999-12-31T23:59:59-00:00</expires>"),
        warned="out of range",
        notices=1,
    ),
    "an alert sent in the year 9999": Hostile(
        lambda: cap().replace(b"2026-11-24T08", b"9999-12-31T23"), warned="when it was sent"
    ),
    "deep XML": Hostile(
        lambda: b"<rss>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</rss>", "nested too deeply"
    ),
    "deep XML in an alert": Hostile(
        lambda: cap("<a>" * 5_000 + "</a>" * 5_000), "nested too deeply"
    ),
    "deep JSON": Hostile(lambda: b"[" * 1_000_000, "nested too deeply"),
    "deep JSON inside": Hostile(
        lambda: (
            b'{"items":[{"id":"1","title":"x","_kiosk":'
            + b'{"a":' * 900
            + b"1"
            + b"}" * 901
            + b"]}"
        ),
        notices=1,
    ),
    "100,000 items of JSON": Hostile(
        lambda: feed(*({"id": str(n), "title": "x"} for n in range(100_000))), "20000 are the most"
    ),
    "100,000 items of RSS": Hostile(
        lambda: rss("".join(ITEM.format(n) for n in range(100_000))), "20000 are the most"
    ),
    "100,000 alerts of GTFS": Hostile(lambda: gtfs(100_000), "20000 are the most"),
    "a megabyte of title in JSON": Hostile(
        lambda: feed({"id": "1", "title": LONG, "content_html": f"<p>{LONG}</p>"}),
        warned="too long",
        notices=1,
    ),
    "a megabyte of title in RSS": Hostile(
        lambda: rss(f"<item><title>{LONG}</title><guid>{LONG}</guid></item>"),
        warned="too long",
        notices=1,
    ),
    "a megabyte of title in GTFS": Hostile(lambda: gtfs(1, LONG), warned="too long", notices=1),
    "NULs in RSS": Hostile(
        lambda: rss("<item><title>a\0b</title><guid>1</guid></item>"), notices=1
    ),
    "NULs in JSON": Hostile(lambda: feed({"id": "a\0b", "title": "c\0d"}), notices=1),
    "NULs in GTFS": Hostile(lambda: gtfs(1, "a\0b"), notices=1),
    "broken UTF-8 in RSS": Hostile(
        lambda: rss("<item><title>é</title><guid>1</guid></item>").replace(b"\xc3", b"\xff"),
        warned="not in UTF-8",
        notices=1,
    ),
    "broken UTF-8 in JSON": Hostile(
        lambda: feed({"id": "1", "title": "xx"}).replace(b"xx", b"\xff\xfe"), "not valid JSON"
    ),
    "broken UTF-8 in CAP": Hostile(
        lambda: cap().replace(b"Crue", b"Cru\xff"), warned="not in UTF-8", notices=1
    ),
    "a charset that is not its own": Hostile(
        lambda: b'<?xml version="1.0" encoding="utf-16"?>' + rss(ITEM.format(1)), notices=None
    ),
    "a charset that nobody knows": Hostile(
        lambda: b'<?xml version="1.0" encoding="klingon"?>' + rss(ITEM.format(1)), notices=None
    ),
    "a differential feed": Hostile(differential, "differential"),
    "half a GTFS feed": Hostile(lambda: gtfs(100)[:-3], "damaged or cut off"),
    "half an alert": Hostile(lambda: cap()[:-9], "not sound XML"),
    "numbers that are none": Hostile(
        lambda: b'{"items":[{"id":1e999,"title":"x","date_published":NaN}]}', notices=1
    ),
    "a list of 100,000 services": Hostile(
        lambda: json.dumps(
            [{"service_code": str(n), "service_name": "x"} for n in range(100_000)]
        ).encode(),
        warned="more than 2000 services",
    ),
}
