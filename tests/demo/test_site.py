"""The demo site is what staff copy: it must be without a fault, and show everything there is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from kiosk.model.notice import Kind, Notice, Severity
from kiosk.model.site import Orientation, Site
from kiosk.site.read import Reading
from tests.make import utc

TOP = Path(__file__).resolve().parents[2]
Synced = Callable[[datetime], tuple[Notice, ...]]


def test_it_has_no_fault_and_no_warning(reading: Reading) -> None:
    assert [(fault.place, fault.code) for fault in reading.faults] == []


def test_every_kind_of_item_is_used(demo: Site) -> None:
    used = {item.kind for playlist in demo.playlists for item in playlist.items}
    assert used == {
        "outages", "announcements", "capsules", "message", "image", "video", "directory",
    }  # fmt: skip


def test_two_screens_one_in_each_orientation(demo: Site) -> None:
    assert {screen.id: screen.orientation for screen in demo.screens} == {
        "hall": Orientation.LANDSCAPE,
        "civil": Orientation.PORTRAIT,
    }


def test_at_least_eight_notices_in_arabic_and_french_some_in_tamazight_and_english(
    demo: Site, synced: Synced
) -> None:
    notices = (*synced(utc("2026-11-24 09:00")), *demo.notices)
    both = [notice for notice in notices if {"ar", "fr"} <= set(notice.languages)]
    all_four = [notice for notice in both if {"zgh", "en"} <= set(notice.languages)]
    assert len(both) >= 8
    assert len(all_four) >= 3


def test_every_service_has_its_name_and_sentence_in_four_languages(demo: Site) -> None:
    wanted = {
        "water", "electricity", "sanitation", "waste", "lighting", "transport", "civil",
    }  # fmt: skip
    assert {service.id for service in demo.services} == wanted
    for service in demo.services:
        assert set(service.name.languages) == {"ar", "fr", "zgh", "en"}
        assert set(service.description.languages) == {"ar", "fr", "zgh", "en"}


def test_nothing_takes_over_by_default_though_something_is_severe(synced: Synced) -> None:
    notices = synced(utc("2026-11-24 09:00"))
    assert any(notice.severity is Severity.SEVERE for notice in notices)
    assert not [notice.id for notice in notices if notice.takes_over]


def test_the_capsules_say_that_they_are_no_sign_language(demo: Site) -> None:
    capsules = [notice for notice in demo.notices if notice.kind is Kind.CAPSULE]
    assert capsules
    for capsule in capsules:
        assert "ليس لغة الإشارة" in capsule.text(["ar"]).body
        assert "pas de la langue des signes" in capsule.text(["fr"]).body
        assert capsule.sign_video is not None
        assert {captions.language for captions in capsule.sign_video.captions} == {"ar", "fr"}


@pytest.mark.parametrize("film", sorted(TOP.glob("content/**/*.mp4")), ids=lambda path: path.name)
def test_films_are_small(film: Path) -> None:
    assert film.stat().st_size < 1_000_000


def test_the_address_in_qr_codes_stays_short_enough_for_29_modules(demo: Site) -> None:
    for screen in demo.screens:
        for service in demo.services:
            for language in demo.languages_of(screen):
                address = demo.complaint_address(
                    screen, service=service.id, notice=None, language=language
                )
                assert len(address) <= 42, address


@pytest.mark.parametrize(
    "file", ["screens.yaml", "playlists/hall.yaml", "playlists/civil.yaml",
             "content/capsules/accueil.yaml"],
)  # fmt: skip
def test_editors_find_the_schema_that_a_file_names_and_it_fits(file: str) -> None:
    text = (TOP / file).read_text("utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    schema = json.loads(((TOP / file).parent / named[1]).read_text("utf-8"))
    # Editors see a date as text, as it is written.
    loader = YAML(typ="safe")
    loader.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    Draft202012Validator(schema).validate(loader.load(text))
