"""RSS and Atom: addresses, contents of other kinds, media, and what only nearly is XML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.errors import FeedError
from kiosk.feeds.beyond import beyond
from kiosk.feeds.read import Linked, read_feed
from kiosk.model.notice import Kind, Notice, State
from tests.feeds.test_cap import alert, info
from tests.feeds.world import BASE, NOW, SITE, feed, read

MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
CAP = 'xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"'
PNG = "iVBORw0KGgoAAAANSUhEUgAA"


def atom(*entries: str, attributes: str = "") -> str:
    inner = "".join(f"<entry><id>1</id><title>x</title>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>t</title>{inner}</feed>'


def rss(inner: str, *, attributes: str = "", channel: str = "") -> str:
    item = f"<item><guid isPermaLink='false'>1</guid><title>x</title>{inner}</item>"
    return f"<rss version='2.0' {attributes}><channel>{channel}{item}</channel></rss>"


def one(data: str) -> Notice:
    (notice,) = read(data).notices
    return notice


@pytest.mark.parametrize(
    ("data", "link"),
    [
        (atom('<link href="a"/>'), f"{BASE}a"),
        (atom('<link href="a"/>', attributes='xml:base="sub/"'), f"{BASE}sub/a"),
        (atom('<link href="a" xml:base="l/"/>', attributes='xml:base="sub/"'), f"{BASE}sub/l/a"),
        (atom('<link href="/a"/>', attributes='xml:base="https://b.example/x/"'),
         "https://b.example/a"),
        (rss("<link>a</link>", channel="", attributes='xml:base="sub/"'), f"{BASE}sub/a"),
        (atom('<link href="javascript:x()"/>'), None),
        (atom('<link rel="self" href="a"/>'), None),
    ],
)  # fmt: skip
def test_a_link_is_seen_from_its_own_base(data: str, link: str | None) -> None:
    assert one(data).link == link


def test_a_key_is_no_address_and_is_never_made_one() -> None:
    assert one(atom('<link href="a"/>', attributes='xml:base="sub/"')).key == "1"
    without = atom('<link href="a" xml:base="l/"/>').replace("<id>1</id>", "")
    assert one(without).key == "a"


@pytest.mark.parametrize(
    ("content", "body", "warned"),
    [
        ("<content>5 &lt; 6</content>", "5 < 6", False),
        ('<content type="html">&lt;p>a&lt;/p></content>', "a", False),
        ('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content>',
         "a", False),
        ('<content type="text/markdown">a</content>', "a", False),
        # What is packed, or a picture drawn in elements, is no text for a wall.
        (f'<content type="image/png">{PNG}</content><summary>s</summary>', "s", True),
        ('<content type="image/svg+xml"><svg><text>a</text></svg></content>', "", True),
        ('<content type="text/html" src="https://a.example/c"/><summary>s</summary>', "s", False),
    ],
)  # fmt: skip
def test_the_content_of_an_entry(content: str, body: str, warned: bool) -> None:
    notice = one(atom(f"{content}<updated>2026-11-24T08:00:00Z</updated>"))
    assert notice.texts[0].body == body
    assert bool(notice.warnings) is warned


def test_what_was_escaped_twice_is_read_once() -> None:
    encoded = (
        '<c:encoded xmlns:c="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>D&eacute;bit'
        " &amp;lt; 5&nbsp;l/s</p><p>L&#39;eau &amp;amp; le gaz</p>]]></c:encoded>"
    )
    notice = one(rss(f"<description>kurz</description>{encoded}"))
    assert notice.texts[0].body == "Débit < 5\u00a0l/s\n\nL'eau & le gaz"


@pytest.mark.parametrize("nothing", ["\u2068\u2069", "\u200f", "\u00ad\u200b", "\u2800\u3164", " "])
def test_a_title_that_nobody_can_see_is_none(nothing: str) -> None:
    parsed = read(rss("<description>Corps.</description>").replace(">x<", f">{nothing}<"))
    assert [text.title for text in parsed.notices[0].texts] == ["Corps."]
    empty = read(rss(f"<description>{nothing}</description>").replace(">x<", f">{nothing}<"))
    assert empty.notices == ()
    assert "has no text" in empty.warnings[0]


def test_the_title_of_a_picture_stands_in_it_or_round_it() -> None:
    def titles(content: str, item: str = "", channel: str = "") -> list[str]:
        content = f'<media:content url="https://a.example/a.png">{content}</media:content>'
        data = rss(f"{item}<media:group>{content}</media:group>", attributes=MEDIA, channel=channel)
        return [media.title for media in one(data).media]

    def said(text: str) -> str:
        return f"<media:title>{text}</media:title>"

    assert titles(said("own"), said("item"), said("channel")) == ["own"]
    assert titles("", said("item"), said("channel")) == ["item"]
    assert titles("", "", said("channel")) == ["channel"]
    assert titles("") == [""]


def test_two_pictures_beside_one_another_are_two_and_in_a_group_one() -> None:
    two = "".join(f'<media:content url="https://a.example/{n}.png"/>' for n in "ab")
    assert len(one(rss(two, attributes=MEDIA)).media) == 2
    assert len(one(rss(f"<media:group>{two}</media:group>", attributes=MEDIA)).media) == 1
    told_twice = '<enclosure url="https://a.example/a.png" type="image/png" length="9"/>'
    more = two.replace('a.png"/>', 'a.png"><media:title>Plan</media:title></media:content>')
    first, second = one(rss(told_twice + more, attributes=MEDIA)).media
    assert (first.length_bytes, first.title) == (9, "Plan")
    assert (second.length_bytes, second.title) == (None, "")


def test_a_notice_has_no_more_warnings_than_anybody_reads() -> None:
    enclosures = "".join(f'<enclosure url="javascript:{n}" type="image/png"/>' for n in range(50))
    notice = one(rss(enclosures))
    assert len(notice.warnings) == 21
    assert notice.warnings[-1] == "and 31 more warnings"
    assert all(len(told) <= 301 for told in notice.warnings)


def test_what_is_nearly_xml_leads_to_no_address_that_nobody_gave() -> None:
    """feedparser takes any guid for a link."""
    notice = one("<rss version='2.0'><channel><item><guid>1</guid><title>a & b</title></item>"
                 "</channel></rss>")  # fmt: skip
    assert (notice.key, notice.link, notice.texts[0].title) == ("1", None, "a & b")


@pytest.mark.parametrize(
    "attributes", [CAP, 'xmlns:k="https://kiosk.example/ns/notice/1"', 'x="application/cap+xml"']
)
def test_what_may_say_that_it_is_an_exercise_is_read_whole_or_not_at_all(attributes: str) -> None:
    with pytest.raises(FeedError, match="only when it is sound"):
        read(atom("<summary>a & b</summary>", attributes=attributes))


INDEX = '<link href="alert.xml"/><updated>2026-11-24T08:00:00Z</updated>'


def index(inner: str, linked: Linked | None) -> list[tuple[str, Kind, State]]:
    parsed = read_feed(
        atom(inner, attributes=CAP).encode(),
        feed=feed(),
        site=SITE,
        base_url=BASE,
        read_at=NOW,
        linked={} if linked is None else {f"{BASE}alert.xml": linked},
    )
    return [(one.texts[0].title, one.kind, one.state) for one in parsed.notices]


STATED = '<link type="application/cap+xml" href="alert.xml"/>'
FAILED = Linked(None, "the server answers 404 Not Found")


@pytest.mark.parametrize(
    ("inner", "linked", "found"),
    [
        (STATED, Linked(alert(info("Crue")).encode()), [("Crue", Kind.ALERT, State.ACTUAL)]),
        (INDEX, Linked(alert(info("Crue")).encode()), [("Crue", Kind.ALERT, State.ACTUAL)]),
        (INDEX, Linked(alert(info("Crue"), status="Exercise").encode()),
         [("Crue", Kind.ALERT, State.TEST)]),
        # It did not come: whether it is an exercise is not known, unless the index says.
        (STATED, FAILED, []),
        (INDEX, FAILED, []),
        (f"{STATED}<cap:status>Actual</cap:status>", FAILED, [("x", Kind.ALERT, State.ACTUAL)]),
        (f"{STATED}<cap:status>Exercise</cap:status>", FAILED, [("x", Kind.ALERT, State.TEST)]),
        (f"{STATED}<cap:status>Actual</cap:status><cap:msgType>Cancel</cap:msgType>", FAILED,
         [("x", Kind.ALERT, State.CANCELLED)]),
        (STATED.replace("alert.xml", "file:///etc/passwd"), None, []),
        # A page that only looked like an alert by its address.
        (INDEX, Linked(b"<html><body>x</body></html>"),
         [("x", Kind.ANNOUNCEMENT, State.ACTUAL)]),
        (f"{STATED}<cap:status>Actual</cap:status>",
         Linked(b'<!DOCTYPE a [<!ENTITY b "c">]><alert/>'), [("x", Kind.ALERT, State.ACTUAL)]),
    ],
)  # fmt: skip
def test_an_entry_that_points_to_an_alert(
    inner: str, linked: Linked | None, found: list[tuple[str, Kind, State]]
) -> None:
    assert index(inner, linked) == found


@pytest.mark.parametrize("wrapped", [atom, rss])
def test_what_stands_for_an_alert_is_read_again_though_it_has_not_changed(
    wrapped: Callable[[str], str],
) -> None:
    """The alert may have come meanwhile; any other entry is recognised and passed over."""
    status = f"<cap:status {CAP}>Actual</cap:status>"
    standing = read(wrapped(f'<link href="a.xml">https://a.example/a.xml</link>{status}'))
    assert [notice.key for notice in standing.notices] == ["1"]
    assert standing.fingerprints == {}
    assert set(read(wrapped("<link href='a'>https://a.example/a</link>")).fingerprints) == {"1"}


def test_an_index_in_utf_16_is_followed_too() -> None:
    told = f'<?xml version="1.0" encoding="utf-16"?>{atom(STATED)}'
    needed = beyond(told.encode("utf-16"), feed=feed(), site=SITE, base_url=BASE, read_at=NOW)
    assert needed.follow == (f"{BASE}alert.xml",)
