"""Real feeds from elsewhere, where they lie beside the repository; none is copied into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import FeedError
from tests.feeds.world import read

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
FILES = sorted(
    path
    for folder in ("jsonfeed", "rss_atom")
    for path in (SAMPLES / folder).glob("*.*")
    if path.suffix != ".txt"
)
NOT_FEEDS = {
    # Each ends in the middle of a tag.
    "fp-illformed-aaa_illformed.xml",
    "fp-illformed-rdf_channel_empty_textinput.xml",
    "fp-illformed-rss_incomplete_cdata.xml",
}


@pytest.mark.skipif(not FILES, reason="no samples beside the repository")
def test_every_sample_is_read_or_refused_with_a_reason() -> None:
    table = []
    refused = set()
    for path in FILES:
        try:
            parsed = read(path.read_bytes())
        except FeedError as error:
            refused.add(path.name)
            table.append(f"{path.name:52} refused: {error.reason}")
            continue
        warned = sum(len(notice.warnings) for notice in parsed.notices)
        table.append(
            f"{path.name:52} {parsed.format:8} {len(parsed.notices):4} notices"
            f" {len(parsed.warnings):3} + {warned:3} warnings"
        )
    print("\n".join(table))  # noqa: T201
    assert refused == NOT_FEEDS


@pytest.mark.skipif(not FILES, reason="no samples beside the repository")
def test_what_the_samples_are_known_to_say() -> None:
    def notices(name: str) -> int:
        return len(read((SAMPLES / name).read_bytes()).notices)

    assert notices("rss_atom/atom-fr-gndem.xml") == 10
    assert notices("rss_atom/atom-reddit-media.xml") == 25
    assert notices("rss_atom/rss-ar-dztech.xml") == 3
    assert notices("jsonfeed/kagi_sample.json") == 2
    assert notices("jsonfeed/reader_empty.json") == 1
