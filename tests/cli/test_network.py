"""The options of IT about network and disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from kiosk.cli.network import Size, network_of, settings_of
from kiosk.model.clocktrust import ClockTrust, Reason
from kiosk.store.content import MediaTrouble
from tests.cli.test_health import NOW, feed_status, player
from tests.make import site


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("500 MB", 500_000_000),
        ("2GB", 2_000_000_000),
        ("1.5 g", 1_500_000_000),
        ("4096", 4096),
        ("8589934592", 8589934592),
    ],
)
def test_sizes_are_written_as_people_write_them(text: str, size: int) -> None:
    assert Size().convert(text, None, None) == size


@pytest.mark.parametrize("text", ["", "much", "-1", "5 PB"])
def test_what_is_no_size_is_told_so(text: str) -> None:
    with pytest.raises(click.BadParameter, match="500 MB"):
        Size().convert(text, None, None)


def test_a_proxy_is_an_address() -> None:
    with pytest.raises(click.UsageError, match="http://proxy"):
        network_of("proxy:3128")
    assert network_of("http://proxy:3128").proxy == "http://proxy:3128"


def test_the_environment_counts_for_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_PROXY", "http://proxy:3128")
    monkeypatch.setenv("KIOSK_CA", "/etc/town.pem")
    found = network_of()
    assert (found.proxy, found.ca_file) == ("http://proxy:3128", Path("/etc/town.pem"))


def test_every_machine_spreads_its_requests() -> None:
    assert settings_of(None, None, None, 0).machine


def test_certificates_that_are_none_end_the_command_with_what_to_do(tmp_path: Path) -> None:
    bad = tmp_path / "ca.pem"
    bad.write_text("no certificate")
    command = [sys.executable, "-m", "kiosk", "feed", "http://127.0.0.1:9/"]
    done = subprocess.run(
        command, capture_output=True, text=True, env={"KIOSK_CA": str(bad), "PATH": "/usr/bin"}
    )
    assert done.returncode == 1
    assert "PEM" in done.stderr
    assert "Traceback" not in done.stderr


def test_files_that_do_not_come_a_full_disk_and_a_clock_that_is_not_sure_need_a_person() -> None:
    from kiosk.cli.health import judge

    for language, words in (("en", "clock"), ("fr", "heure"), ("ar", "ساعة")):
        attention = judge(
            site(),
            (),
            [player()],
            [feed_status()],
            sync_runs=True,
            now=NOW,
            media=(MediaTrouble("https://us:word@a.example/v.mp4", "the disk is full", 3),),
            clock=ClockTrust(False, Reason.WAITING, 0),
            free_bytes=3_200_000,
            language=language,
        ).attention
        assert len(attention) == 3
        assert "the disk is full" in attention[0]
        assert "a.example/v.mp4" in attention[0]
        assert "word" not in attention[0]
        assert "3 M" in attention[1]
        assert words in attention[2]
