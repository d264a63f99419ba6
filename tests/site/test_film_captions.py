"""Captions inside films: real ones, made by ffmpeg, and some that are made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import MediaError
from kiosk.model.notice import Captions, Media, Role
from kiosk.site.captions import Cue
from kiosk.site.film_captions import (
    FilmCaptions,
    film_captions,
    read_film_captions,
    with_films_captions,
    with_own_captions,
)
from kiosk.site.iso639 import language_of
from tests import make
from tests.site.films import Track, box, film, timed, webvtt

MEDIA = Path(__file__).parents[1] / "media"
FRENCH = [(0.3, 0.9, "Coupure d'eau"), (1.1, 1.7, "jusqu'à 16 h 30")]
ARABIC = [(0.3, 0.9, "انقطاع الماء"), (1.1, 1.7, "إلى 16:30")]
ONE = (1.0, timed("Bonjour"))


def told(path: Path, language: str) -> list[tuple[float, float, str]]:
    cues = read_film_captions(path, language)
    return [(round(cue.start_s, 3), round(cue.end_s, 3), cue.text) for cue in cues]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Where a film may be written."""
    return tmp_path / "film.mp4"


def saying(path: Path, *tracks: Track, brand: bytes = b"isom") -> FilmCaptions:
    path.write_bytes(film(*tracks, brand=brand))
    return film_captions(path)


@pytest.mark.parametrize("name", ["spoken.mp4", "spoken.mov"])
def test_the_captions_inside_a_film(name: str) -> None:
    assert film_captions(MEDIA / name) == FilmCaptions(("fr", "ar"), (), known=True)
    assert told(MEDIA / name, "fr") == FRENCH
    assert told(MEDIA / name, "ar") == ARABIC


def test_a_film_in_fragments() -> None:
    path = MEDIA / "spoken-parts.mp4"  # whose first picture comes after two thirtieths
    assert film_captions(path).languages == ("fr", "ar")
    late = 2 / 30
    for language, cues in (("fr", FRENCH), ("ar", ARABIC)):
        assert told(path, language) == [
            (round(start + late, 3), round(end + late, 3), text) for start, end, text in cues
        ]


@pytest.mark.parametrize("name", ["count.mp4", "sound.mp4", "red.mkv", "gone.mp4", "make.sh"])
def test_films_without(name: str) -> None:
    assert not film_captions(MEDIA / name).languages
    with pytest.raises(MediaError):
        read_film_captions(MEDIA / name, "fr")


def test_an_empty_file(saved: Path) -> None:
    saved.write_bytes(b"")
    assert film_captions(saved) == FilmCaptions()


def test_what_a_new_version_of_the_file_says_counts(saved: Path) -> None:
    assert saying(saved, Track([ONE], "fra")).languages == ("fr",)
    assert saying(saved, Track([ONE, ONE], "ara")).languages == ("ar",)


@pytest.mark.parametrize("head_first", [False, True])
def test_webvtt_in_mp4(saved: Path, head_first: bool) -> None:
    samples = [
        (1.0, webvtt()),
        (1.0, webvtt("Le <i>tri</i>")),
        (1.0, webvtt("Le <i>tri</i>", "الفرز")),
        (1.0, webvtt("Le <i>tri</i>")),
        (1.0, webvtt()),
        (1.0, webvtt("Le <i>tri</i>")),
    ]
    track = Track(samples, form=b"wvtt", handler=b"text", wide=True)
    saved.write_bytes(film(track, head_first=head_first))
    assert told(saved, "fr") == [
        (1, 4, "Le <i>tri</i>"),
        (2, 3, "الفرز"),
        (5, 6, "Le <i>tri</i>"),
    ]


def test_letters_in_other_codes(saved: Path) -> None:
    saying(
        saved,
        Track([(1, timed("\ufeffحي".encode("utf-16-be"))), (1, timed(b"a\0b\rc"))], "ara"),
        Track([(1, timed("Été".encode("mac_roman")))], 1, b"text", b"text"),
        brand=b"qt  ",
    )
    assert told(saved, "ar") == [(0, 1, "حي"), (1, 2, "ab\nc")]
    assert told(saved, "fr") == [(0, 1, "Été")]


def test_styles_after_the_words_are_not_read_out(saved: Path) -> None:
    saying(saved, Track([(1, timed("Un") + box(b"styl", bytes(14)))]))
    assert told(saved, "fr") == [(0, 1, "Un")]


@pytest.mark.parametrize(
    ("code", "elng", "brand", "language"),
    [
        ("fra", "", b"isom", "fr"),
        ("fre", "", b"isom", "fr"),
        ("ary", "", b"isom", "ar"),
        ("zgh", "", b"isom", "zgh"),
        ("ber", "", b"isom", "zgh"),
        ("und", "", b"isom", "und"),
        ("und", "ar-MA", b"isom", "ar"),
        (0, "", b"isom", "und"),
        (0, "", b"qt  ", "en"),
        (12, "", b"qt  ", "ar"),
        (0x7FFF, "", b"qt  ", "und"),
    ],
)
def test_how_a_track_names_its_language(
    code: str | int, elng: str, brand: bytes, language: str, saved: Path
) -> None:
    assert saying(saved, Track([ONE], code, elng=elng), brand=brand).languages == (language,)


def test_libvlc_and_other_programs_name_languages_by_all_codes() -> None:
    codes = ["fr", "fr-MA", "FRE", "ara", "", "x", "mul", "unknown-long", "kab"]
    said = ["fr", "fr", "fr", "ar", "und", "und", "und", "und", "zgh"]
    assert list(map(language_of, codes)) == said


def test_tracks_that_say_nothing_or_are_no_captions(saved: Path) -> None:
    silent = Track([(1, timed("")), (1, timed(""))], "spa")
    chapters = Track([ONE], "eng", b"text", b"text")
    pictures = Track([ONE], "deu", b"mp4s", b"subp")
    television = Track([ONE], "ara", b"stpp", b"subt")
    said = saying(saved, Track([ONE], chapters=3), silent, chapters, pictures, television)
    assert said == FilmCaptions(("fr",), ("de", "ar"), known=True)


def test_a_track_of_foreign_signs_gives_way_to_one_with_everything(saved: Path) -> None:
    signs = Track([(1, timed("PANNEAU"))], flags=0xC0000000)
    saying(saved, signs, Track([ONE]))
    assert told(saved, "fr") == [(0, 1, "Bonjour")]
    saying(saved, signs)
    assert told(saved, "fr") == [(0, 1, "PANNEAU")]


def test_a_film_that_was_cut_without_making_it_anew(saved: Path) -> None:
    samples = [(1, timed("un")), (2, timed("deux")), (2, timed("trois"))]
    # half a second of nothing, then what lies from 2 s to 4 s, then the first second once more
    saying(saved, Track(samples, edits=[(0.5, -1), (2, 2), (1, 0)]))
    assert told(saved, "fr") == [(0.5, 1.5, "deux"), (1.5, 2.5, "trois"), (2.5, 3.5, "un")]


# Which captions a film has


def test_a_file_beside_the_film_wins(saved: Path) -> None:
    saying(saved, Track([ONE], "fra"), Track([ONE], "ara"), Track([ONE], "und"))
    beside = Captions(language="fr", url="a.vtt", path="/site/a.vtt")
    awaited = Captions(language="ar", url="https://x.example/ar.vtt")
    media = Media(url="film.mp4", role=Role.VIDEO, path=str(saved), captions=(beside, awaited))
    own = with_own_captions(media)
    assert [(one.language, one.path) for one in own.captions if one.path] == [
        ("fr", "/site/a.vtt"),
        ("ar", str(saved)),
        ("und", str(saved)),
    ]
    assert with_own_captions(own) == own


def test_films_of_notices_have_theirs(saved: Path) -> None:
    saying(saved, Track([ONE], "ara"))
    signed = Media(url="https://x.example/f", role=Role.SIGN_VIDEO, path=str(saved))
    away = signed.model_copy(update={"path": None})
    notices = [make.notice("n1", media=(signed,)), make.notice("n2", media=(away,))]
    here, there = with_films_captions(notices)
    assert [one.language for one in here.media[0].captions] == ["ar"]
    assert there == notices[1]


# Files made to do harm


def test_tables_that_promise_more_than_there_is(saved: Path) -> None:
    whole = film(Track([ONE, (2.0, timed("deux"))]))
    for kind in (b"stts", b"stsz", b"stsc", b"stco"):
        at = whole.index(kind) + 8 + (4 if kind == b"stsz" else 0)
        saved.write_bytes(whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :])
        assert read_film_captions(saved, "fr")[0] == Cue(0.0, 1.0, "Bonjour")


def test_a_billion_samples_of_one_byte(saved: Path) -> None:
    whole = film(Track([ONE] * 4))
    at = whole.index(b"stsz") + 8
    endless = whole[:at] + b"\x00\x00\x00\x09\x3f\xff\xff\xff" + whole[at + 8 :]
    at = endless.index(b"stts") + 8
    endless = endless[:at] + b"\x00\x00\x00\x01\xff\xff\xff\xff" + endless[at + 8 :]
    at = endless.index(b"stsc") + 16
    saved.write_bytes(endless[:at] + b"\xff\xff\xff\xff" + endless[at + 4 :])
    assert len(told(saved, "fr")) <= 5000


def test_boxes_in_boxes_and_boxes_of_no_size(saved: Path) -> None:
    nested = b""
    for _ in range(2000):
        nested = box(b"moov", nested)
    for content in (nested, box(b"moov") * 300_000, b"\0\0\0\0moov", b"\0\0\0\1moov" + b"\xff" * 8):
        saved.write_bytes(box(b"ftyp", b"isom") + content)
        assert not film_captions(saved).languages
