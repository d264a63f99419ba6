"""Documents that are in another character set than they say."""

from __future__ import annotations

import pytest

from kiosk.errors import FeedError
from kiosk.feeds.charset import settled
from tests.feeds.documents import calendar, cap, event, feed
from tests.feeds.world import read

ARABIC = "إعلان عن انقطاع الماء الصالح للشرب بحي السلام"
FRENCH = "Coupure d’été à l’école, dès 9 h"
RUSSIAN = "Отключение воды в старом городе"


def rss(title: str, encoding: str, *, says: str | None) -> bytes:
    declared = f'<?xml version="1.0" encoding="{says}"?>' if says else ""
    item = f'<item><guid isPermaLink="false">a/1</guid><title>{title}</title></item>'
    return f'{declared}<rss version="2.0"><channel>{item}</channel></rss>'.encode(encoding)


@pytest.mark.parametrize(
    ("title", "encoding", "says", "warned"),
    [
        (ARABIC, "utf-8", None, ""),
        (ARABIC, "utf-8", "UTF-8", ""),
        (ARABIC, "cp1256", "windows-1256", ""),
        (ARABIC, "cp1256", "UTF-8", "Arabic (windows-1256) was taken"),
        (ARABIC, "cp1256", None, "Arabic (windows-1256) was taken"),
        (ARABIC, "cp1256", "iso-8859-1", "it says that it is in iso-8859-1"),
        (ARABIC, "utf-8", "windows-1252", "is in UTF-8"),
        (ARABIC, "utf-8", "windows-1256", "is in UTF-8"),
        (ARABIC, "utf-8", "us-ascii", "is in UTF-8"),
        (ARABIC, "utf-8", "klingon", "is in UTF-8"),
        (ARABIC, "utf-8-sig", "utf-16", "is in UTF-8"),
        (ARABIC, "utf-16", "utf-16", ""),
        (ARABIC, "utf-16-le", None, "does not say so"),
        (ARABIC, "utf-16-be", None, "does not say so"),
        (FRENCH, "cp1252", "UTF-8", "Western European (windows-1252) was taken"),
        (FRENCH, "cp1252", "iso-8859-1", ""),
        (FRENCH, "utf-8", "iso-8859-1", "is in UTF-8"),
        (RUSSIAN, "cp1251", "windows-1251", ""),
    ],
)
def test_the_wall_shows_letters_whatever_the_feed_says_of_them(
    title: str, encoding: str, says: str | None, warned: str
) -> None:
    parsed = read(rss(title, encoding, says=says))
    assert [notice.texts[0].title for notice in parsed.notices] == [title]
    assert parsed.notices[0].key == "a/1"
    assert parsed.notices[0].link is None
    assert warned in " ".join(parsed.warnings)
    assert bool(parsed.warnings) is bool(warned)


def test_a_few_broken_letters_spoil_no_others() -> None:
    sound = rss(f"{ARABIC} – {FRENCH} X", "utf-8", says="UTF-8")
    parsed = read(sound.replace(b"X", b"\xe9t\xe9"))
    assert parsed.notices[0].texts[0].title == f"{ARABIC} – {FRENCH} été"
    assert "the broken letters were guessed" in parsed.warnings[0]


def test_letters_of_which_nothing_is_known_are_not_taken_for_arabic() -> None:
    data = rss(RUSSIAN, "koi8-r", says="UTF-8")
    assert settled(data) == (data, "")


def test_a_sound_document_is_handed_on_as_it_is() -> None:
    for data in (rss("x", "ascii", says=None), rss(ARABIC, "utf-8", says="utf-8"), b"", b"\xff"):
        assert settled(data)[0] == data or data == b"\xff"


def test_an_alert_with_a_broken_letter_is_an_alert_all_the_same() -> None:
    parsed = read(cap(info="<description>X</description>").replace(b"X", b"l'\xe9t\xe9"))
    assert parsed.notices[0].texts[0].body == "l'été"
    assert "windows-1252" in parsed.warnings[0]


def test_a_calendar_in_any_of_them() -> None:
    text = calendar(event(SUMMARY=ARABIC)).decode()
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1256"):
        assert read(text.encode(encoding)).notices[0].texts[0].title == ARABIC


def test_json_is_in_unicode_or_refused() -> None:
    text = feed({"id": "1", "title": "X"}).decode().replace("X", ARABIC)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert read(text.encode(encoding)).notices[0].texts[0].title == ARABIC
    with pytest.raises(FeedError, match="not in UTF-8, as JSON must be"):
        read(text.encode("cp1256"))
