"""Real feeds from elsewhere, where they lie beside the repository; none is copied into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import FeedError
from tests.feeds.world import read

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
FILES = sorted(path for path in SAMPLES.glob("*/*.*") if path.suffix != ".txt")
NOT_FEEDS = {
    # Each ends in the middle of a tag.
    "fp-illformed-aaa_illformed.xml",
    "fp-illformed-rdf_channel_empty_textinput.xml",
    "fp-illformed-rss_incomplete_cdata.xml",
    # An entity that would read a file.
    "google-xee.xml",
    # JSON of a shape of its own.
    "mbta-alerts_enhanced.json",
    # Other documents of Open311 than the list of services.
    "dc-services-S0301.xml",
    "post_service_request.xml",
    "service_definition.xml",
}


@pytest.mark.skipif(not FILES, reason="no samples beside the repository")
def test_every_sample_is_read_or_refused_with_a_reason() -> None:
    """`pytest tests/feeds/test_samples.py -rP` shows the table."""
    table = [f"{'document':58} {'format':13} notices  warnings: feed, notices"]
    refused = set()
    for path in FILES:
        name = f"{path.parent.name}/{path.name}"[:58]
        try:
            parsed = read(path.read_bytes())
        except FeedError as error:
            refused.add(path.name)
            table.append(f"{name:58} refused: {error.reason[:90]}")
            continue
        warned = sum(len(notice.warnings) for notice in parsed.notices)
        count = len(parsed.notices) or f"({len(parsed.offers)} services)" * bool(parsed.offers) or 0
        table.append(f"{name:58} {parsed.format:13} {count:>7} {len(parsed.warnings):9} {warned:9}")
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
    assert notices("gtfs_rt/mbta-alerts.pb") == 24
    assert notices("gtfs_rt/mta-nyct-mixed.pbf") == 1
    assert notices("gtfs_rt/ct-service-alerts-empty.pb") == 0
    assert notices("cap/govuk-wainfleet_cancel_with_windmere_references.xml") == 0
    assert notices("ics/issue_163_deleted_modification.ics") == 1
    assert notices("jsonfeed/reader_empty.json") == 1
