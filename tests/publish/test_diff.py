"""What visitors will see differently, told to people."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.publish.change import What
from kiosk.publish.diff import differences
from kiosk.publish.diff_text import tell
from kiosk.publish.diff_words import LANGUAGES
from kiosk.publish.published import sides_of_site
from kiosk.site.read import read_site
from tests.make import utc
from tests.publish.commands import run
from tests.publish.world import HALL, LOGO, NOTICE, Office

NOW = utc("2026-11-24 09:00")


@pytest.fixture
def before(office: Office) -> Path:
    """The site as it was."""
    return Path(shutil.copytree(office.site_folder, office.root / "before"))


def told(office: Office, before: Path, screen: str = "hall", language: str = "en") -> list[str]:
    """The lines of the differences, without the marks that keep scripts apart."""
    was, will = read_site(before).site, read_site(office.site_folder).site
    assert was is not None
    assert will is not None
    changes = differences(
        sides_of_site(was).get(screen), sides_of_site(will).get(screen), (), NOW, ["fr"]
    )
    lines = [line for change in changes for line in tell(change, language, will.zone)]
    return [line.replace("\u2068", "").replace("\u2069", "") for line in lines]


def test_what_visitors_do_not_see_is_no_difference(office: Office, before: Path) -> None:
    text = HALL.replace("{ar: مرحبا, fr: Bienvenue}", '{"ar": مرحبا, fr: "Bienvenue"}')
    office.write("playlists/hall.yaml", f"# un commentaire\n{text}")
    office.write("content/autre.svg", LOGO)
    office.write("content/notices/_brouillon.md", "# fr: Brouillon\n")
    assert told(office, before) == []


def test_a_new_slide_says_from_when_it_shows(office: Office, before: Path) -> None:
    office.write(
        "playlists/hall.yaml",
        HALL + "  - kind: message\n    title: {ar: عيد, fr: Fête}\n    from: 2027-07-14\n",
    )
    assert told(office, before) == [
        "new, message: Fête  (playlists/hall.yaml, 4)",
        "  Shows from 2027-07-14 00:00.",
    ]


def test_a_slide_that_is_gone_was_there(office: Office, before: Path) -> None:
    office.write("playlists/hall.yaml", "\n".join(HALL.splitlines()[:-3]) + "\n")
    assert told(office, before) == [
        "gone, video: Tri  (playlists/hall.yaml, 3)",
        "  Gone as soon as the wall has it.",
    ]


def test_a_changed_text_is_shown_before_and_after(office: Office, before: Path) -> None:
    office.hall("Bienvenue à tous")
    assert told(office, before) == [
        "changed, message: Bienvenue à tous  (playlists/hall.yaml, 1)",
        "  title [fr]:",
        "    was: Bienvenue",
        "    now: Bienvenue à tous",
        "  Shows as soon as the wall has it.",
    ]


def test_another_video_under_the_same_name_is_a_change(office: Office, before: Path) -> None:
    office.write("content/tri.mp4", b"another one")
    lines = told(office, before)
    assert lines[0] == "changed, video: Tri  (playlists/hall.yaml, 3)"
    assert lines[1] == "  the picture or video is another one"


def test_the_same_slides_in_another_order(office: Office, before: Path) -> None:
    head, one, two, three = HALL.split("  - ")
    office.write("playlists/hall.yaml", "  - ".join([head, three, one, two]))
    assert told(office, before) == ["The slides come in another order."]


def test_a_notice_that_is_new_changed_or_gone(office: Office, before: Path) -> None:
    office.write("content/notices/eau.md", NOTICE.replace("Économisons-la", "Ménageons-la"))
    office.write("content/notices/fuite.md", NOTICE.replace("précieuse", "coupée"))
    lines = told(office, before)
    assert lines[0] == "changed, announcement: L'eau est précieuse  (content/notices/eau.md)"
    assert "    now: Ménageons-la." in lines
    assert "new, announcement: L'eau est coupée  (content/notices/fuite.md)" in lines
    (office.site_folder / "content/notices/eau.md").unlink()
    assert "gone, announcement: L'eau est précieuse  (content/notices/eau.md)" in told(
        office, before
    )


def test_a_notice_that_the_screen_never_shows_is_no_difference(
    office: Office, before: Path
) -> None:
    office.write("content/notices/fuite.md", NOTICE)
    assert told(office, before, "civil") == []


def test_what_concerns_the_whole_screen(office: Office, before: Path) -> None:
    text = (office.site_folder / "screens.yaml").read_text("utf-8")
    office.write("screens.yaml", text.replace("plaintes.example/", "plaintes.example/q/"))
    office.write("content/logo.svg", LOGO.replace("8", "9"))
    lines = told(office, before)
    assert "    now: https://plaintes.example/q/{service}?l={language}" in lines
    assert "  the logo is another one" in lines
    assert told(office, before, "civil") == lines


def test_a_service_is_named_with_what_differs(office: Office, before: Path) -> None:
    text = (office.site_folder / "screens.yaml").read_text("utf-8")
    more = "  civil: {name: {ar: الحالة, fr: État civil}, colour: '#0b4f8a', icon: person}\n"
    text = text.replace("icon: drop}\n", f"icon: drop, phone: '0535'}}\n{more}")
    office.write("screens.yaml", text)
    assert told(office, before) == [
        "changed, service: Eau  (screens.yaml)",
        "  phone:",
        "    was: nothing",
        "    now: 0535",
        "new, service: État civil  (screens.yaml)",
    ]


def test_values_are_told_as_staff_write_them(office: Office, before: Path) -> None:
    text = (office.site_folder / "screens.yaml").read_text("utf-8")
    hours = (
        "playlist: hall, viewing_distance: 6 m, opening_hours: [{days: mon-tue, hours: 8:30-16:30}]"
    )
    office.write("screens.yaml", text.replace("playlist: hall", hours))
    office.write(
        "playlists/hall.yaml",
        HALL.replace("  - kind: announcements", "  - kind: announcements\n    max_age: 60 days"),
    )
    lines = told(office, before)
    assert "    now: 6" in lines
    assert "    now: mon, tue 08:30-16:30" in lines
    assert "    now: 60 days" in lines
    french = told(office, before, language="fr")
    assert "    après : lun, mar 08:30-16:30" in french
    assert "    après : 60 jours" in french


def test_what_a_feed_of_the_site_says_is_compared_as_visitors_see_it(
    office: Office, before: Path
) -> None:
    """Both sides are read from their own file, whatever was synced here."""
    screens = (office.site_folder / "screens.yaml").read_text("utf-8")
    feeds = "feeds:\n  - {name: presse, url: content/feeds/presse.json}\n"
    for folder, title in ((before, "Marché le samedi"), (office.site_folder, "Marché le dimanche")):
        (folder / "screens.yaml").write_text(feeds + screens, "utf-8")
        item = {"id": "1", "title": title, "language": "fr", "date_published": "2026-11-20"}
        document = {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [item]}
        file = folder / "content/feeds/presse.json"
        file.parent.mkdir()
        file.write_text(json.dumps(document), "utf-8")
    done = run(office, "diff", "--against", str(before), "--screen", "hall", "--language", "en")
    lines = done.stdout.replace("\u2068", "").replace("\u2069", "").splitlines()
    assert "  changed, announcement: Marché le dimanche  (presse/1)" in lines
    assert "      was: Marché le samedi" in lines
    (office.site_folder / "screens.yaml").write_text(screens, "utf-8")
    done = run(office, "diff", "--against", str(before), "--screen", "hall", "--language", "en")
    lines = done.stdout.replace("\u2068", "").replace("\u2069", "").splitlines()
    assert lines[0] == "hall (البهو)"
    assert "  gone, feed: presse  (screens.yaml)" in lines
    assert "  gone, announcement: Marché le samedi  (presse/1)" in lines


def test_a_feed_on_the_network_that_is_new_may_bring_what_nobody_knows_yet(
    office: Office, before: Path
) -> None:
    feeds = "feeds:\n  - {name: presse, url: 'https://presse.example/feed'}\n"
    office.write("screens.yaml", feeds + (before / "screens.yaml").read_text("utf-8"))
    lines = told(office, before)
    assert lines[0] == "new, feed: presse  (screens.yaml)"
    assert lines[-1] == "  What the feed has is not known here; kiosk feed presse tells it."


def test_a_screen_that_comes_or_goes(office: Office, before: Path) -> None:
    site = read_site(office.site_folder).site
    assert site is not None
    side = sides_of_site(site)["civil"]
    assert [one.what for one in differences(None, side, (), NOW)] == [What.SCREEN_ADDED]
    assert [one.what for one in differences(side, None, (), NOW)] == [What.SCREEN_REMOVED]
    assert differences(None, None, (), NOW) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_every_language_of_messages(
    office: Office, before: Path, language: str
) -> None:
    office.write("content/notices/eau.md", NOTICE.replace("Économisons-la", "Ménageons-la"))
    office.hall("Bienvenue à tous")
    lines = told(office, before, language=language)
    words = {"en": "changed", "fr": "modifié", "ar": "تغيّر"}
    assert sum(line.startswith(words[language]) for line in lines) == 2
    assert "    " + {"en": "now:", "fr": "après :", "ar": "بعد:"}[language] in "\n".join(lines)


def test_against_a_publication_in_a_folder_and_on_a_server(office: Office, web: str) -> None:
    office.publish()
    for against in (str(office.out), web):
        done = run(office, "diff", "--against", against)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("Visitors will see no difference.") == 2
    office.hall("Bienvenue à tous")
    for against in (str(office.out), web):
        done = run(office, "diff", "--against", against, "--screen", "hall")
        assert "now: \u2068Bienvenue à tous\u2069" in done.stdout
        assert "civil" not in done.stdout


def test_what_is_no_publication_is_told(office: Office) -> None:
    done = run(office, "diff", "--against", str(office.root / "keys"))
    assert done.returncode == 1
    assert "neither a publication" in done.stderr


def test_from_keys_to_publication_on_the_command_line(office: Office, tmp_path: Path) -> None:
    shutil.rmtree(office.root / "keys")
    out = tmp_path / "out"
    office.write(
        "content/tri.mp4",
        (Path(__file__).parents[2] / "content" / "videos" / "tri.mp4").read_bytes(),
    )
    done = run(office, "publish", "-o", str(out))
    assert done.returncode == 1
    assert "kiosk keys init" in done.stderr
    done = run(office, "keys", "init")
    assert done.returncode == 0, done.stderr
    listed = run(office, "keys", "list").stdout
    assert office.fingerprint in listed
    assert listed.count(" here ") == 4
    done = run(office, "publish", "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert "Changed for: hall, civil." in done.stdout
    assert "stays as it is" in run(office, "publish", "-o", str(out)).stdout
    assert "renewed until" in run(office, "publish", "--renew", "-o", str(out)).stdout
    done = run(office, "keys", "rotate", "content")
    assert done.returncode == 0, done.stderr
    assert "signed anew" in run(office, "publish", "-o", str(out)).stdout


def test_a_site_with_errors_is_not_published(office: Office, tmp_path: Path) -> None:
    office.write("playlists/hall.yaml", HALL.replace("content/tri.mp4", "content/tris.mp4"))
    done = run(office, "publish", "-o", str(tmp_path / "out"))
    assert done.returncode == 3
    assert "playlists/hall.yaml:7" in done.stderr
    assert not (tmp_path / "out").exists()


def test_keys_are_never_published(office: Office) -> None:
    done = run(office, "publish", "-o", str(office.site_folder / "out"))
    assert done.returncode == 2
    assert "inside the site" in done.stderr
    done = run(office, "publish", "-o", str(office.root / "out"), "--keys",
               str(office.root / "out" / "keys"))  # fmt: skip
    assert done.returncode == 2
    assert "inside what is published" in done.stderr


def test_nobody_to_type_a_password_is_told(office: Office, tmp_path: Path) -> None:
    environment = {**os.environ, "KIOSK_KEYS": str(tmp_path / "none"), "PYTHONUTF8": "1"}
    environment.pop("KIOSK_KEY_PASSWORD", None)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "keys", "init"],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "KIOSK_KEY_PASSWORD" in done.stderr
