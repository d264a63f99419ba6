"""Whatever the bytes, only FeedError comes out."""

from __future__ import annotations

import contextlib
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import FeedError
from kiosk.feeds.read import read_feed
from kiosk.feeds.xml import NOTICE
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.writing import ContentWriter
from tests.feeds.world import BASE, NOW, SITE, feed, read

GOLDEN = sorted(
    path for path in (Path(__file__).parent / "golden").iterdir() if ".expected." not in path.name
)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["2026-11-24", "video/mp4", "water", "ar", "https://a.example/x.mp4"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "url", "title", "content_html", "tags", "attachments", "_kiosk", "texts", "ar",
             "area", "areas", "sign_video", "captions", "starts", "ends", "planned", "image",
             "date_published", "language", "mime_type", "size_in_bytes", "state", "kind"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=12,
)  # fmt: skip


def survive(data: bytes) -> None:
    with contextlib.suppress(FeedError):
        for notice in read(data).notices:
            notice.model_dump_json()


@given(st.binary(max_size=300))
def test_arbitrary_bytes(data: bytes) -> None:
    survive(data)


@given(
    st.binary(max_size=80), st.sampled_from([b"{", b"<rss>", b"<feed ", b"<?xml ", b"\xff\xfe<"])
)
def test_arbitrary_bytes_after_a_promising_start(data: bytes, start: bytes) -> None:
    survive(start + data)
    survive(start + data + b"</rss>")


@given(st.lists(values, max_size=3), values)
@settings(max_examples=200)
def test_arbitrary_json(items: list[object], language: object) -> None:
    document = {"version": "https://jsonfeed.org/version/1.1", "items": items, "language": language}
    survive(json.dumps(document).encode())
    for item in items:
        if isinstance(item, dict):
            item["id"] = "1"
            item["title"] = "x"
    survive(json.dumps(document).encode())


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_damaged_feeds(path: Path) -> None:
    """Bytes changed, dropped and doubled at random places, seeded."""
    good = path.read_bytes()
    chance = random.Random(path.name)
    for _ in range(150):
        data = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            what = chance.randrange(4)
            if what == 0:
                data[at] = chance.randrange(256)
            elif what == 1:
                del data[at : at + chance.randint(1, 60)]
            elif what == 2:
                data[at:at] = data[at : at + chance.randint(1, 60)]
            else:
                data[at:at] = chance.choice(
                    [b"<", b">", b"]]>", b"&", b'"', b"\x00", b"\xff", b"{"]
                )
        survive(bytes(data))


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=12))
def test_what_is_read_can_be_stored_and_read_back(title: str, key: str, tag: str) -> None:
    data = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": key, "title": title, "tags": [tag], "_kiosk": {"area": tag}}],
        }
    )
    parsed = read(data)
    for notice in parsed.notices:
        assert type(notice).model_validate_json(notice.model_dump_json()) == notice
        notice.key.encode()


def test_a_surrogate_does_not_stop_the_store(tmp_path: Path) -> None:
    data = r'{"items": [{"id": "a\ud800", "title": "\udfffx"}]}'
    notices = read(data).notices
    folder = DataFolder(tmp_path)
    writer = ContentWriter(folder)
    writer.replace("commune", notices, digest="1", now=NOW)
    writer.close()
    store = ContentStore(folder)
    assert [notice.key for notice in store.notices()] == ["a"]
    store.close()


@given(
    st.dictionaries(
        st.sampled_from(["kind", "area", "starts", "text", "sign_video", "captions", "other"]),
        st.text(st.characters(codec="utf-8", exclude_characters="<&>", exclude_categories=("Cc",)),
                max_size=20),
        max_size=5,
    )
)  # fmt: skip
def test_arbitrary_extensions_in_xml(said: dict[str, str]) -> None:
    inner = "".join(f"<k:{name}>{text}</k:{name}>" for name, text in said.items())
    data = f'<rss xmlns:k="{NOTICE}"><channel><item><title>x</title>{inner}</item></channel></rss>'
    with contextlib.suppress(FeedError):
        assert len(read(data).notices) == 1


def test_a_feed_may_have_any_base() -> None:
    for base in ("", "content/x.json", BASE, "http://[::1", "https://a.example:99999/"):
        data = b'{"items": [{"id": "1", "title": "x", "url": "y", "image": "z.png"}]}'
        read_feed(data, feed=feed(), site=SITE, base_url=base, read_at=NOW)
