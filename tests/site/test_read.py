"""What a good site becomes."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.model.notice import EndRule, Kind, Notice, Role
from kiosk.model.playlist import ImageItem, MessageItem, NoticesItem, QrChoice, VideoItem
from kiosk.model.site import Orientation, Site
from kiosk.site.captions import read_captions
from kiosk.site.characters import without_needless
from kiosk.site.files import CAPSULES, NOTICES, PLAYLISTS, SCREENS
from kiosk.site.messages import MESSAGE_LANGUAGES, faults_text
from kiosk.site.read import read_site
from tests.make import utc
from tests.site.folders import GOOD, NOW, FakeProbe, broken_site, good_site

ENDS = utc("2026-06-02 17:00")
"""18:00 in the site's zone."""


@pytest.fixture(scope="module")
def site() -> Site:
    reading = read_site(GOOD, FakeProbe(), now=NOW)
    assert reading.faults == ()
    assert reading.site is not None
    return reading.site


def notice(site: Site, key: str) -> Notice:
    return next(entry for entry in site.notices if entry.key == key)


def test_screens_yaml(site: Site) -> None:
    assert site.name.get("ar") == "جماعة المثال"
    assert site.languages == ("ar", "fr")
    assert site.logo == str(GOOD / "content/images/logo.svg")
    assert (site.takeover.alternate, site.takeover.slides_between) == (False, 3)
    assert not site.reduced_motion
    assert site.resolved_for_s == 5400
    assert [area.id for area in site.areas] == ["medina", "salam"]
    assert [feed.every_s for feed in site.feeds] == [300, 900]
    assert site.feeds[1].kind is Kind.TRANSIT
    assert site.service("water") is site.services[0]


def test_a_phone_number_keeps_its_leading_zero(site: Site) -> None:
    assert site.services[0].phone == "0500000011"


def test_screens(site: Site) -> None:
    hall, desk = site.screens
    assert hall.opening_hours[0].days == (0, 1, 2, 3, 4)
    assert [window.opens for window in hall.opening_hours[0].hours] == [time(8, 30), time(14)]
    assert (desk.orientation, desk.rotation) == (Orientation.PORTRAIT, 90)
    assert desk.languages == ("fr", "ar")
    assert desk.areas == ("medina",), "an area may be written by its name"
    assert (desk.viewing_distance_m, desk.diagonal_in) == (2.5, 43)


def test_playlists_are_named_after_their_files(site: Site) -> None:
    assert [playlist.id for playlist in site.playlists] == ["desk", "hall"]


def test_items(site: Site) -> None:
    hall = site.playlist("hall")
    assert hall is not None
    outages, announcements, _, message, image, video, _ = hall.items
    assert isinstance(outages, NoticesItem)
    assert outages.areas == ("salam",)
    assert outages.max_age_s == 14 * 86400
    assert announcements.days == (0, 1, 2, 3, 4)
    assert isinstance(message, MessageItem)
    assert message.body.get("fr") == "Prenez un ticket : merci."
    assert message.hours[0].over_midnight
    assert message.qr is QrChoice.LINK
    assert message.valid_until is not None
    assert message.valid_until.end(site.zone) == datetime(2027, 1, 31, 18, tzinfo=UTC)
    assert isinstance(image, ImageItem)
    assert image.path == str(GOOD / "content/images/affiche.png")
    assert image.dwell_s == 12
    assert isinstance(video, VideoItem)
    assert video.media is not None
    assert video.media.duration_s == 8.5
    assert [entry.language for entry in video.media.captions] == ["ar", "fr"]
    assert video.media.captions[1].path == str(GOOD / "content/videos/tri.fr.srt")


def test_a_notice_in_markdown(site: Site) -> None:
    outage = notice(site, "coupure")
    assert outage.kind is Kind.OUTAGE
    assert outage.planned is True
    assert outage.id == "content/coupure"
    assert outage.file == "content/notices/coupure.md"
    assert outage.starts == utc("2026-12-01 09:00")
    assert outage.expires == outage.ends == utc("2026-12-01 17:00")
    assert outage.end_rule is EndRule.EVENT_END
    assert [area.id for area in outage.areas] == ["medina", None]
    assert outage.areas[1].name.get("fr") == "Rue de l'Espoir"
    french = outage.text(["fr"])
    assert french.title == "Coupure d'eau"
    assert french.body == (
        "L'eau est coupée de 9 h à 17 h, pour des travaux.\n\nPrévoyez :\n\n"
        "• de l'eau à boire ;\n• de l'eau pour la cuisine."
    )
    assert french.instruction == "Faites vos réserves. Fermez les robinets."
    assert outage.text(["ar"]).instruction == "خزنوا ما يكفيكم من الماء."
    assert outage.media[0].role is Role.IMAGE


def test_a_language_by_its_own_name_and_a_colon_within_a_title(site: Site) -> None:
    fair = notice(site, "fete")
    assert fair.languages == ("fr", "ar")
    assert fair.text(["fr"]).title == "Fête de la commune : venez !"
    assert fair.media[0].title == "Le programme"
    assert fair.expires is None
    assert fair.end_rule is EndRule.NEVER


def test_a_capsule(site: Site) -> None:
    capsule = notice(site, "registre")
    assert capsule.kind is Kind.CAPSULE
    assert capsule.sign_video is not None
    assert capsule.sign_video.captions[0].language == "ar"
    assert capsule.expires == utc("2027-07-01 00:00")
    assert capsule.text(["fr"]).body == "Une copie en cinq minutes."


def test_drafts_and_readme_are_no_notices(site: Site) -> None:
    assert sorted(entry.key for entry in site.notices) == ["coupure", "fete", "registre"]


def test_the_site_folder_may_be_named_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    reading = read_site(Path("site"), now=NOW)
    assert reading.site is not None
    assert reading.site.folder == tmp_path / "site"


def test_a_notice_that_is_resolved_was_so_when_its_file_was_saved(tmp_path: Path) -> None:
    folder = good_site(tmp_path)
    file = folder / NOTICES / "fuite.md"
    file.write_text("---\nkind: outage\nstate: resolved\n---\n# fr: Fuite\n# ar: تسرب\n")
    saved = utc("2026-11-24 08:15")
    os.utime(file, (saved.timestamp(), saved.timestamp()))
    reading = read_site(folder, now=NOW)
    assert reading.site is not None
    assert notice(reading.site, "fuite").updated == saved


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("planned: yes", ENDS),
        ("", ENDS),
        ("planned: no", ENDS + timedelta(days=1)),
        ("planned: no\nuntil: 2026-06-02 20:00", ENDS + timedelta(hours=2)),
        ("planned: no\nstate: resolved", None),
        ("state: cancelled", None),
    ],
)
def test_until_when_an_outage_with_an_end_shows(
    tmp_path: Path, said: str, leaves: datetime | None
) -> None:
    """As one from a feed: what failed may last longer than was hoped for, and what is over is told
    after its end too."""
    folder = good_site(tmp_path)
    (folder / NOTICES / "fuite.md").write_text(
        f"---\nkind: outage\nstarts: 2026-06-02 08:00\nends: 2026-06-02 18:00\n{said}\n---\n"
        "# fr: Fuite\n\n# ar: تسرب\n",
        "utf-8",
    )
    reading = read_site(folder, now=NOW)
    assert reading.site is not None
    assert notice(reading.site, "fuite").expires == leaves


def test_without_a_probe_no_medium_is_opened_but_its_absence_is_told(tmp_path: Path) -> None:
    folder = good_site(tmp_path)
    (folder / "content/videos/tri.fr.srt").write_bytes(b"\xff")
    assert read_site(folder, now=NOW).faults == ()
    (folder / "content/images/affiche.png").unlink()
    (fault,) = read_site(folder, now=NOW).faults
    assert (fault.place, fault.code) == ("playlists/hall.yaml:27:11", "media-missing")


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    folder = good_site(tmp_path)
    for name in (SCREENS, "playlists/hall.yaml", "content/notices/coupure.md"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    reading = read_site(folder, now=NOW)
    assert reading.faults == ()
    assert reading.site is not None
    before = read_site(GOOD, now=NOW).site
    assert before is not None
    assert notice(reading.site, "coupure").texts == notice(before, "coupure").texts


def test_words_that_other_yaml_takes_for_something_else(tmp_path: Path) -> None:
    folder = good_site(tmp_path)
    (folder / PLAYLISTS / "desk.yaml").write_text(
        "name: no\nitems:\n- {kind: message, title: 22:22, body: 2026-06-01, link: null}\n"
    )
    reading = read_site(folder, now=NOW)
    assert reading.site is not None
    desk = reading.site.playlist("desk")
    assert desk is not None
    assert desk.name == "no"
    (item,) = desk.items
    assert isinstance(item, MessageItem)
    assert item.title.best([])[1] == "22:22"
    assert item.body.best([])[1] == "2026-06-01"
    assert item.link is None


def test_what_yaml_repeats_by_reference_is_read(tmp_path: Path) -> None:
    folder = good_site(tmp_path)
    (folder / PLAYLISTS / "desk.yaml").write_text(
        "items:\n- {kind: outages, hours: &open '08:30-16:30'}\n"
        "- {kind: announcements, hours: *open}\n"
    )
    reading = read_site(folder, now=NOW)
    assert reading.site is not None
    first, second = reading.site.playlists[0].items
    assert first.hours == second.hours


def test_a_few_lines_that_mean_billions_of_values_are_refused(tmp_path: Path) -> None:
    folder = good_site(tmp_path)
    lines = ["items: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    (folder / PLAYLISTS / "desk.yaml").write_text("\n".join(lines))
    codes = {fault.code for fault in read_site(folder, now=NOW).faults}
    assert "yaml-too-much" in codes


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    reading = read_site(tmp_path / "nowhere", now=NOW)
    assert reading.site is None
    assert [fault.code for fault in reading.faults] == ["folder-missing"]


def test_an_empty_folder(tmp_path: Path) -> None:
    (fault,) = read_site(tmp_path, now=NOW).faults
    assert (fault.file, fault.code) == (SCREENS, "file-missing")


_SNIPPETS = st.sampled_from(
    ["items:", "kind: ", "- ", "  ", "\n", "{", "}", "[", "]", "'", '"', "&a ", "*a", "!x ",
     "---\n", "# fr: x\n", "outages", "from: 2026-02-30\n", "repeat: FREQ=DAILY\n", "title: ", ": ",
     "screens:\n", "services:\n", "areas:\n", "id: a\n", "name: ", "? ", "|", ">", "\t", "%", "…"]
)  # fmt: skip
_TEXTS = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(_SNIPPETS, max_size=40).map(lambda parts: "".join(parts).encode()),
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=_TEXTS, name=st.sampled_from([SCREENS, "hall.yaml", "eau.md", "eau.yaml"]))
def test_whatever_a_file_contains_it_is_read_or_told_what_is_wrong(
    data: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "arbitrary"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(GOOD, folder)
    target = {"hall.yaml": PLAYLISTS, "eau.md": NOTICES, "eau.yaml": CAPSULES}.get(name, ".")
    (folder / target / name).write_bytes(data)
    reading = read_site(folder, FakeProbe(), now=NOW)
    assert (reading.site is None) == any(fault.level == "error" for fault in reading.faults)
    for language in MESSAGE_LANGUAGES:
        assert len(faults_text(reading.faults, language)) == len(reading.faults)


def test_a_folder_that_cannot_be_read_is_no_folder_without_notices(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    (site / "content" / "notices").rename(tmp_path / "notices")
    (site / "content" / "notices").write_text("a file in the place of the folder")
    reading = read_site(site, now=NOW)
    assert reading.site is None, "what shows would lose its notices"
    (fault,) = (fault for fault in reading.faults if fault.level == "error")
    assert (fault.file, fault.code) == ("content/notices", "folder-unreadable")


def test_a_link_to_nowhere_is_told_as_such(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    (site / "content" / "notices" / "gone.md").symlink_to("/nowhere/gone.md")
    (fault,) = read_site(site, now=NOW).faults
    assert (fault.file, fault.code) == ("content/notices/gone.md", "link-broken")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_picture_that_may_not_be_read_says_whose_right_is_missing(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    (site / "content" / "images" / "logo.svg").chmod(0)
    assert "media-forbidden" in {fault.code for fault in read_site(site, now=NOW).faults}


def test_what_no_screen_can_draw_is_left_out_of_texts(tmp_path: Path) -> None:
    site = read_site(broken_site("characters", tmp_path), now=NOW).site
    assert site is not None, "such a character keeps no site off the screen"
    message, film = site.playlists[1].items[:2]
    assert isinstance(message, MessageItem)
    assert message.title.get("fr") == "Bienvenue"
    assert message.body.get("fr") == "Prenez un ticket 😀, merci."
    assert message.body.get("ar") == "خذوا رقما."
    assert notice(site, "fete").text(("fr",)).body == "Sur la place, samedi."
    assert isinstance(film, VideoItem)
    assert film.media is not None
    french = next(one.path for one in film.media.captions if one.language == "fr")
    assert [cue.text for cue in read_captions(Path(french or ""))] == ["Le tri"]


@given(st.text())
def test_only_what_cannot_be_drawn_is_left_out(text: str) -> None:
    kept, named = without_needless(text)
    assert without_needless(kept) == (kept, "")
    assert bool(named) == (kept != text)
    assert not any(category(one) in ("Cc", "Cs") for one in kept if one not in "\t\n\r")
