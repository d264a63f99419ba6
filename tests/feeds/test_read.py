"""What a feed is recognised by, and what is refused."""

from __future__ import annotations

import pytest

from kiosk.errors import FeedError, FeedUnsafe
from kiosk.feeds.read import MAX_ENTRIES
from tests.feeds.world import jsonfeed, read

RSS = '<rss version="2.0"><channel><title>t</title><item><title>x</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (jsonfeed(), "jsonfeed"),
        ("\ufeff  " + jsonfeed(), "jsonfeed"),
        (RSS, "rss"),
        (f'\ufeff<?xml version="1.0"?>\n<!-- c -->{RSS}', "rss"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "rss"),
        ('<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>', "atom"),
    ],
)
def test_the_format_is_told_by_the_bytes(data: str, form: str) -> None:
    assert read(data).format == form


def test_any_encoding_that_xml_knows_is_read() -> None:
    declared = '<?xml version="1.0" encoding="{}"?>'
    text = RSS.replace("<title>x", "<title>Été à l'œuvre, حي")
    for encoding in ("utf-8", "utf-16"):
        assert (
            read((declared.format(encoding) + text).encode(encoding))
            .notices[0]
            .texts[0]
            .title.startswith("Été à l'œuvre")
        )
    latin = declared.format("iso-8859-1") + RSS.replace("<title>x", "<title>Été")
    assert read(latin.encode("latin-1")).notices[0].texts[0].title == "Été"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ("\n<html><body>404</body></html>", "web page"),
        ("BEGIN:VCALENDAR", "cut off"),
        ("hello", "this is not RSS"),
        ("[1, 2]", "no JSON Feed"),
        ('{"items": {}}', "no JSON Feed"),
        ('{"items": [', "not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("<alert/>", "CAP that we do not know"),
        (RSS[:-6], "cut off"),
        (RSS[:70], "cut off"),
    ],
)
def test_what_is_no_feed_is_refused_with_its_reason(data: str, reason: str) -> None:
    with pytest.raises(FeedError, match=reason):
        read(data)


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE rss>",
        '<!DOCTYPE rss [<!ENTITY a "b">]>',
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
        "<!doctype rss>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_before_anything_is_parsed(head: str, encoding: str) -> None:
    with pytest.raises(FeedUnsafe):
        read((head + RSS).encode(encoding))


def test_a_doctype_in_a_text_is_a_text() -> None:
    quoted = RSS.replace("<title>x", "<title><![CDATA[<!DOCTYPE html> explained]]>")
    assert len(read(quoted).notices) == 1


def test_too_many_entries_are_an_attack() -> None:
    with pytest.raises(FeedUnsafe, match="entries"):
        read(jsonfeed(*({"id": str(n)} for n in range(MAX_ENTRIES + 1))))


def test_a_feed_that_is_finished_still_says_what_it_says() -> None:
    parsed = read(jsonfeed({"id": "1", "title": "x"}, expired=True))
    assert parsed.notices[0].expires is None
    assert "ask for the one after it" in parsed.warnings[0]


def test_an_empty_feed_is_a_sound_one() -> None:
    assert read(jsonfeed()).notices == ()


def test_a_guid_is_opaque() -> None:
    """feedparser would make 123 an address, and the entry another one when the feed moves."""
    item = "<guid>123</guid><link>https://commune.example/n</link><title>x</title>"
    parsed = read(f'<rss version="2.0"><channel><item>{item}</item></channel></rss>')
    assert parsed.notices[0].key == "123"
    assert parsed.notices[0].link == "https://commune.example/n"


def test_a_guid_is_the_link_unless_it_says_no() -> None:
    def link(guid: str) -> str | None:
        item = f"<title>x</title>{guid}"
        return read(f"<rss><channel><item>{item}</item></channel></rss>").notices[0].link

    assert link("<guid>https://a.example/1</guid>") == "https://a.example/1"
    assert link('<guid isPermaLink="false">https://a.example/1</guid>') is None
    assert link("<guid>urn:x:1</guid>") is None


def test_a_feed_that_goes_on_elsewhere_says_so() -> None:
    parsed = read(jsonfeed(next_url="https://commune.example/2.json"))
    assert parsed.next_url == "https://commune.example/2.json"
