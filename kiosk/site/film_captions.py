"""The captions that lie inside a film: the text tracks of an MP4 or QuickTime file.

They stand in where no caption file of that language lies beside the film. libVLC could draw them,
but not in our sizes and fonts, and not beside the picture.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kiosk.errors import MediaError
from kiosk.model.notice import Captions, Media, Notice, Role
from kiosk.site.boxes import Boxes, open_boxes
from kiosk.site.captions import Cue
from kiosk.site.characters import without_needless
from kiosk.site.samples import Sample, samples, says_something
from kiosk.site.text_tracks import Edit, TextTrack, text_tracks

_MOST_BYTES = 4096
"""Of one sample: two lines have some 200."""
_FILMS = (Role.VIDEO, Role.SIGN_VIDEO)
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class FilmCaptions:
    """What captions a film has inside, by their languages; `und` where it does not say."""

    languages: tuple[str, ...] = ()
    """That can be drawn."""
    others: tuple[str, ...] = ()
    """That cannot: pictures of letters, and forms of television."""
    known: bool = False
    """Whether this is a kind of file that we can look into."""


def film_captions(path: Path) -> FilmCaptions:
    """What the head of a film says of its captions; takes a millisecond, and none the second
    time. Never raises: of a file that cannot be read nothing is known."""
    try:
        stat = path.stat()
        return _film_captions(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return FilmCaptions()


@lru_cache(maxsize=1024)
def _film_captions(path: Path, _saved: int, _size: int) -> FilmCaptions:
    with open_boxes(path) as boxes:
        tracks = text_tracks(boxes)
        drawn = [track for track in tracks if track.readable and says_something(boxes, track)]
        return FilmCaptions(
            languages=tuple(dict.fromkeys(track.language for track in drawn)),
            others=tuple(dict.fromkeys(each.language for each in tracks if not each.readable)),
            known=boxes.sound,
        )


def read_film_captions(path: Path, language: str) -> tuple[Cue, ...]:
    """The captions of that language inside a film, in the order of their beginning.

    Raises:
        MediaError: the film cannot be read, or has no such captions.
    """
    try:
        with open_boxes(path) as boxes:
            fitting = [
                track
                for track in text_tracks(boxes)
                if track.readable and track.language == language
            ]
            # a track of what must be read by all is not the one with everything
            for track in sorted(fitting, key=lambda track: track.forced):
                if cues := _cues(boxes, track):
                    return cues
    except OSError as cause:
        raise MediaError(str(path), cause.strerror or "the film cannot be read") from cause
    raise MediaError(str(path), "there are no captions of this language inside the film")


def with_own_captions(media: Media) -> Media:
    """The film with the captions inside it named too, those of languages that no file beside it
    has. Their `path` is the film's own."""
    if media.path is None or media.role not in _FILMS:
        return media
    beside = {entry.language for entry in media.captions if entry.path}
    own = tuple(
        Captions(language=language, url=media.url, path=media.path)
        for language in film_captions(Path(media.path)).languages
        if language not in beside
    )
    return media.model_copy(update={"captions": (*media.captions, *own)}) if own else media


def with_films_captions(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices, each with the captions inside its films named too."""
    return tuple(
        notice.model_copy(update={"media": tuple(map(with_own_captions, notice.media))})
        if any(media.role in _FILMS for media in notice.media)
        else notice
        for notice in notices
    )


# From samples to cues


def _cues(boxes: Boxes, track: TextTrack) -> tuple[Cue, ...]:
    said = [
        Cue(start_s, end_s, without_needless(text)[0])
        for start, end, text in _spoken(boxes, track)
        for start_s, end_s in _shown(start / track.scale, end / track.scale, track.edits)
    ]
    return tuple(sorted(said, key=lambda cue: (cue.start_s, cue.end_s)))


def _spoken(boxes: Boxes, track: TextTrack) -> Iterator[tuple[int, int, str]]:
    """(from, to, text), in ticks. What several samples in a row say is said once: they are cut
    where another caption comes or goes, and where a fragment ends."""
    going: dict[str, tuple[int, int]] = {}
    for sample in samples(boxes, track):
        now = dict.fromkeys(_texts(boxes, track, sample), (sample.start, sample.end))
        for text, (start, end) in going.items():
            if text in now and end == sample.start:
                now[text] = (start, sample.end)
            else:
                yield start, end, text
        going = now
    for text, (start, end) in going.items():
        yield start, end, text


def _texts(boxes: Boxes, track: TextTrack, sample: Sample) -> Iterator[str]:
    data = boxes.bytes_at(sample.at, min(sample.size, _MOST_BYTES))
    if track.form == b"wvtt":
        cues = Boxes(io.BytesIO(data))
        said = [
            cues.content(cues.find(box, b"payl"), _MOST_BYTES).decode("utf-8", "replace")
            for box in cues.of(cues.whole)
            if box.kind == b"vttc"
        ]
    else:
        (length,) = struct.unpack_from(">H", data) if len(data) > 1 else (0,)
        said = [_decoded(data[2 : 2 + length], track.language)]
    for text in said:
        plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
        if plain:
            yield plain


def _decoded(data: bytes, language: str) -> str:
    """UTF-8, or UTF-16 with its mark; else what old QuickTime wrote."""
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("mac_arabic" if language == "ar" else "mac_roman", "replace")


def _shown(start: float, end: float, edits: tuple[Edit, ...]) -> Iterator[tuple[float, float]]:
    """When a stretch of the track shows on the film's time, in seconds: each time it does."""
    if not edits and end > start:
        yield start, end
    film = 0.0
    for edit in edits:
        if edit.media_s is not None:
            until = edit.media_s + edit.length_s if edit.length_s else end
            first, last = max(start, edit.media_s), min(end, until)
            if last > first:
                yield first - edit.media_s + film, last - edit.media_s + film
        film += edit.length_s
