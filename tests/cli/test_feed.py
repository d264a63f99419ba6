"""`kiosk feed`: what IT types when a new source is added."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kiosk

ALERT = """\
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>A1</identifier><sender>meteo@example.org</sender>
  <sent>2026-11-24T08:00:00-00:00</sent><status>{status}</status><msgType>Alert</msgType>
  <scope>Public</scope>
  <info><language>fr</language><category>Met</category><event>Vent violent</event>
    <urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
    <headline>Vent violent attendu</headline>
    <area><areaDesc>Côte</areaDesc></area></info>
</alert>
"""


@pytest.fixture
def alert(tmp_path: Path) -> Path:
    file = tmp_path / "alert.xml"
    file.write_text(ALERT.format(status="Actual"))
    return file


def test_a_file_is_told_without_a_site(kiosk: Kiosk, alert: Path) -> None:
    done = kiosk("feed", str(alert), cwd=alert.parent)
    assert done.returncode == 0, done.stderr
    assert "cap" in done.stdout
    assert "Vent violent attendu" in done.stdout
    assert "alert, no service, severity severe, urgency immediate" in done.stdout
    assert "2026-11-25 08:00, by the rule for its feed" in done.stdout
    assert "! it does not say until when" in done.stdout
    assert "There is no site here" in done.stdout


def test_a_test_is_told_as_one(kiosk: Kiosk, alert: Path) -> None:
    alert.write_text(ALERT.format(status="Exercise"))
    assert "test; it is never shown" in kiosk("feed", str(alert)).stdout


def test_a_feed_of_the_site_by_name_with_its_settings(kiosk: Kiosk, site: Path) -> None:
    done = kiosk("feed", "commune", "--json", "--kind", "works", "--service", "water")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["format"] == "jsonfeed"
    assert {notice["source"] for notice in told["notices"]} == {"commune"}
    assert told["site"] == str(site)
    assert all(notice["why_it_ends"] for notice in told["notices"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["comune"], "Did you mean commune?"),
        (["commune", "--service", "watter"], "Did you mean water?"),
        (["commune", "--kind", "closre"], "Did you mean closure?"),
        (["commune", "--lasts", "soon"], "--lasts"),
    ],
)
def test_what_is_typed_wrong_is_told(kiosk: Kiosk, arguments: list[str], told: str) -> None:
    done = kiosk("feed", *arguments)
    assert done.returncode == 2
    assert told in done.stderr


def test_what_is_no_feed_is_told_with_its_reason(kiosk: Kiosk, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html></html>")
    done = kiosk("feed", str(page))
    assert done.returncode == 1
    assert "web page" in done.stderr


def test_status_counts_what_was_dropped_or_guessed(kiosk: Kiosk, site: Path, alert: Path) -> None:
    screens = site / "screens.yaml"
    text = screens.read_text("utf-8").replace(
        "feeds:\n", "feeds:\n  - {name: meteo, url: content/feeds/meteo.xml}\n"
    )
    screens.write_text(text, "utf-8")
    (site / "content/feeds/meteo.xml").write_text(alert.read_text())
    assert kiosk("sync", "--once").returncode == 0
    told = json.loads(kiosk("status", "--json").stdout)
    feeds = {feed["name"]: feed for feed in told["feeds"]}
    assert feeds["meteo"]["format"] == "cap"
    assert feeds["meteo"]["notices_with_warnings"] == 1
    assert feeds["commune"]["notices_with_warnings"] == 0
    lines = kiosk("status").stdout
    assert "kiosk feed meteo" in lines
