"""Which folders a command works with."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from kiosk.cli.place import find_place


def a_site(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "screens.yaml").write_text("", "utf-8")
    return folder


def test_the_current_folder_is_the_site_when_it_has_screens_yaml(tmp_path: Path) -> None:
    here = a_site(tmp_path / "town")
    place = find_place(None, None, here=here, environment={"KIOSK_SITE": "/elsewhere"})
    assert place.site == here


def test_a_folder_inside_a_site_belongs_to_it(tmp_path: Path) -> None:
    site = a_site(tmp_path / "town")
    (site / "content" / "notices").mkdir(parents=True)
    place = find_place(None, None, here=site / "content" / "notices", environment={})
    assert place.site == site


def test_the_environment_names_the_site_elsewhere(tmp_path: Path) -> None:
    site = a_site(tmp_path / "town")
    place = find_place(None, None, here=tmp_path, environment={"KIOSK_SITE": str(site)})
    assert place.site == site


def test_an_option_wins_and_is_meant_from_here(tmp_path: Path) -> None:
    a_site(tmp_path / "town")
    other = a_site(tmp_path / "other")
    place = find_place(
        Path("../other"),
        Path("kept"),
        here=tmp_path / "town",
        environment={"KIOSK_SITE": "/x", "KIOSK_DATA": "/y"},
    )
    assert place.site == other
    assert place.data == tmp_path / "town" / "kept"


def test_without_any_the_cure_is_named(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match=r"screens\.yaml.*--site"):
        find_place(None, None, here=tmp_path, environment={})


def test_two_sites_of_one_name_do_not_share_their_data(tmp_path: Path) -> None:
    one = find_place(a_site(tmp_path / "a" / "town"), None, here=tmp_path, environment={})
    two = find_place(a_site(tmp_path / "b" / "town"), None, here=tmp_path, environment={})
    assert one.data != two.data
    assert one == find_place(tmp_path / "a" / "town", None, here=Path("/"), environment={})


def test_kiosk_data_names_the_data_folder(tmp_path: Path) -> None:
    site = a_site(tmp_path / "town")
    place = find_place(None, None, here=site, environment={"KIOSK_DATA": "/var/lib/kiosk"})
    assert place.data == Path("/var/lib/kiosk")


def test_where_no_site_is_the_wall_that_follows_an_office_is_meant(tmp_path: Path) -> None:
    data = tmp_path / "wall"
    (data / "sites").mkdir(parents=True)
    environment = {"KIOSK_DATA": str(data)}
    place = find_place(None, None, here=tmp_path, environment=environment)
    assert (place.site, place.data) == (data / "sites" / "current", data)
    site = a_site(tmp_path / "town")
    assert find_place(None, None, here=site, environment=environment).site == site
