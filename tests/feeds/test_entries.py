"""What an entry becomes: its kind, its words, its end, its files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kiosk.model.notice import EndRule, Kind, Role
from tests.feeds.world import NOW, jsonfeed, one, read


@pytest.mark.parametrize(
    ("tags", "settings", "kind", "service", "planned"),
    [
        (["Coupures programmées", "Eau"], {}, Kind.OUTAGE, "water", True),
        (["panne", "éclairage public"], {}, Kind.OUTAGE, "street-lighting", False),
        (["انقطاع", "الكهرباء"], {}, Kind.OUTAGE, "electricity", None),
        (["أشغال"], {"service": "water"}, Kind.WORKS, "water", None),
        (["Actualités"], {"kind": "outage"}, Kind.OUTAGE, None, None),
        (["Mariages"], {}, Kind.ANNOUNCEMENT, "civil", None),
        (["bateau"], {}, Kind.ANNOUNCEMENT, None, None),
        ([], {"kind": "capsule"}, Kind.CAPSULE, None, None),
    ],
)
def test_categories_name_kind_and_service(
    tags: list[str], settings: dict[str, str], kind: Kind, service: str | None, planned: bool | None
) -> None:
    notice = one(tags=tags, settings=settings)
    assert (notice.kind, notice.service, notice.planned) == (kind, service, planned)


def test_the_extension_wins_over_categories() -> None:
    notice = one({"kind": "event", "service": "civil"}, tags=["coupure", "eau"])
    assert (notice.kind, notice.service) == (Kind.EVENT, "civil")


def test_nonsense_in_the_extension_is_a_warning_and_no_more() -> None:
    notice = one(
        {
            "kind": 7, "service": "gas", "severity": "awful", "urgency": [], "state": "gone",
            "planned": "perhaps", "starts": "soon", "areas": [{}, 3], "texts": "x",
            "sign_video": {"captions": 3}, "colour": 1,
        }
    )  # fmt: skip
    assert notice.texts[0].title == "Titre"
    assert len(notice.warnings) >= 10


def test_what_is_of_the_wrong_type_is_told_and_the_rest_is_read() -> None:
    notice = one(
        content_text="corps", language=["fr"], tags="eau", attachments={}, url=5, image=3,
        date_modified=12,
    )  # fmt: skip
    assert (notice.texts[0].title, notice.texts[0].body) == ("Titre", "corps")
    assert sorted(notice.warnings) == [
        "attachments is no list and was left out",
        "date_modified is no text and was left out",
        "image is no text and was left out",
        "language is no text and was left out",
        "tags is no list and was left out",
        "url is no text and was left out",
    ]


def test_what_is_left_out_for_its_number_is_told() -> None:
    notice = one(
        {
            "areas": [f"z{n}" for n in range(60)],
            "texts": {f"a{chr(97 + n)}": {"title": "x"} for n in range(20)},
            "instruction": "mot " * 500,
        },
        tags=[str(n) for n in range(40)],
    )
    for told in ("60 areas; 50 were taken", "in 20 languages; 12", "40 categories; 30",
                 "instruction is too long"):  # fmt: skip
        assert any(told in warning for warning in notice.warnings), told


def test_an_area_of_the_site_is_known_by_any_of_its_names() -> None:
    notice = one({"areas": ["hay  salam", {"ar": "المدينة القديمة"}, "medina", "Ailleurs"]})
    assert [area.id for area in notice.areas] == ["salam", "medina", None]
    assert any("Ailleurs" in warning for warning in notice.warnings)


@pytest.mark.parametrize(
    ("item", "language", "warned"),
    [
        ({"title": "Avis"}, "fr", False),
        ({"title": "إعلان"}, "ar", False),
        ({"title": "ⴰⵖⵓⵍ"}, "zgh", False),
        ({"title": "إعلان", "language": "fr"}, "ar", True),
        ({"title": "Notice", "language": "en-GB"}, "en", False),
        ({"title": "Avis", "language": "ar"}, "fr", True),
        ({"title": "Azul", "language": "tzm"}, "zgh", False),
        ({"title": "Avis", "language": "not a tag!"}, "fr", True),
    ],
)
def test_the_script_knows_better_than_the_feed(
    item: dict[str, str], language: str, warned: bool
) -> None:
    notice = one(**item)
    assert notice.languages == (language,)
    assert bool(notice.warnings) is warned


def test_texts_come_in_the_order_of_the_sites_languages() -> None:
    notice = one({"texts": {"en": {"title": "Cut"}, "ar": {"title": "انقطاع"}, "fr": "Coupure"}})
    assert notice.languages == ("ar", "fr", "en")
    assert notice.text(["fr"]).title == "Coupure"


def test_an_entry_without_title_has_its_first_sentence_for_one() -> None:
    notice = one(title="", content_text="L'eau est coupée. Elle revient à 15 h.\n\nMerci.")
    assert notice.texts[0].title == "L'eau est coupée. Elle revient à 15 h."
    long = "Un très long avis qui explique beaucoup de choses. " * 5
    notice = one(title="", content_text=long)
    assert notice.texts[0].title == "Un très long avis qui explique beaucoup de choses."
    assert notice.texts[0].body.startswith("Un très long")


@pytest.mark.parametrize(
    ("said", "settings", "ends_after_h", "rule"),
    [
        ({}, {}, None, EndRule.ABSENT),
        ({}, {"lasts": "10 days"}, 6 * 24 + 1, EndRule.SOURCE_DEFAULT),
        ({"ends": "2026-11-25T09:00:00Z"}, {}, 24, EndRule.EVENT_END),
        ({"ends": "2026-11-25T09:00:00Z", "expires": "2026-11-24T12:00:00Z"}, {}, 3,
         EndRule.EXPLICIT),
        ({"kind": "outage", "ends": "2026-11-24T10:00:00Z"}, {}, 25, EndRule.EVENT_END),
        ({"kind": "outage", "planned": True, "ends": "2026-11-24T10:00:00Z"}, {}, 1,
         EndRule.EVENT_END),
        ({"kind": "outage", "starts": "2026-11-24T08:00:00Z", "ends": "2026-11-24T10:00:00Z"}, {},
         1, EndRule.EVENT_END),
        ({"kind": "outage", "state": "resolved", "ends": "2026-11-24T08:00:00Z"}, {}, None,
         EndRule.ABSENT),
    ],
)  # fmt: skip
def test_why_a_notice_ends(
    said: dict[str, Any], settings: dict[str, str], ends_after_h: int | None, rule: EndRule
) -> None:
    notice = one(said, settings=settings)
    expected = None if ends_after_h is None else NOW + timedelta(hours=ends_after_h)
    assert (notice.expires, notice.end_rule) == (expected, rule)


def test_what_is_to_be_published_later_is_held_back_until_then() -> None:
    assert one(date_published="2026-11-25T10:00:00Z").shows_from == NOW + timedelta(hours=25)
    assert one(date_published="2026-11-24T09:05:00Z").shows_from is None


def test_of_two_entries_with_one_id_the_newer_is_taken() -> None:
    parsed = read(
        jsonfeed(
            {"id": "a", "title": "neuf", "date_modified": "2026-11-24T08:00:00Z"},
            {"id": "a", "title": "vieux", "date_modified": "2026-11-23T08:00:00Z"},
            {"id": "b", "title": "vieux", "date_modified": "2026-11-23T08:00:00Z"},
            {"id": "b", "title": "neuf", "date_modified": "2026-11-24T08:00:00Z"},
        )
    )
    assert [notice.texts[0].title for notice in parsed.notices] == ["neuf", "neuf"]
    assert len(parsed.warnings) == 2


def test_media_of_a_feed_in_the_site_are_paths_in_the_site() -> None:
    item = {"id": "1", "title": "x", "attachments": [
        {"url": "../videos/a.mp4"}, {"url": "/etc/passwd.png"}, {"url": "//evil.example/a.png"},
        {"url": "https://a.example/b.jpg"}, {"url": "javascript:x()", "mime_type": "image/png"},
    ]}  # fmt: skip
    parsed = read(jsonfeed(item), base_url="content/feeds/a.json")
    urls = [media.url for media in parsed.notices[0].media]
    # A path from the root is refused when it is opened: see tests/sync.
    assert urls == ["content/videos/a.mp4", "/etc/passwd.png", "https://a.example/b.jpg"]


def test_a_capsules_video_is_the_signed_one() -> None:
    video = {"url": "a.mp4", "mime_type": "video/mp4"}
    assert one({"kind": "capsule"}, attachments=[video]).media[0].role is Role.SIGN_VIDEO
    assert one(attachments=[video]).media[0].role is Role.VIDEO


def test_of_several_renditions_the_one_for_a_1080p_wall_is_taken() -> None:
    group = "".join(
        f'<media:content url="https://v.example/{name}" type="{kind}" height="{height}"/>'
        for name, kind, height in (
            ("a.webm", "video/webm", 1080), ("b.mp4", "video/mp4", 2160),
            ("c.mp4", "video/mp4", 720), ("d.mp4", "video/mp4", 1080), ("e.mp3", "audio/mpeg", 0),
        )
    )  # fmt: skip
    item = f"<title>x</title><media:group>{group}</media:group>"
    parsed = read(
        '<rss xmlns:media="http://search.yahoo.com/mrss"><channel>'
        f"<item>{item}</item></channel></rss>"
    )
    assert [media.url for media in parsed.notices[0].media] == ["https://v.example/d.mp4"]
