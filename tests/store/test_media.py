"""Nothing half-written can ever be shown."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import MediaError
from kiosk.store.media import MediaFolder, StoredMedia
from kiosk.store.partial import PartialMedia
from tests.store.filling import put

DATA = b"a picture" * 1000


def store(root: Path, data: bytes, suffix: str = ".png") -> StoredMedia:
    writing = MediaFolder(root).write(suffix)
    writing.add(data)
    stored = writing.finish()
    writing.close()
    return stored


def put_together(root: Path, data: bytes) -> StoredMedia:
    """The same of a file that comes in pieces."""
    partial = PartialMedia(MediaFolder(root), "https://a.example/p", ".png")
    put(partial, data)
    return partial.finish()


@pytest.mark.parametrize("way", [store, put_together])
def test_a_file_is_on_the_disk_before_it_has_its_name_and_the_name_thereafter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Path, bytes], StoredMedia]
) -> None:
    """A power cut would else leave the name with nothing behind it."""
    done: list[tuple[str, Path]] = []
    sync, rename = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        sync(descriptor)
        done.append(("on the disk", Path(f"/proc/self/fd/{descriptor}").readlink()))

    def replace(before: Path, after: Path) -> None:
        rename(before, after)
        done.append(("renamed", Path(after)))

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    path = MediaFolder(tmp_path).path(way(tmp_path, DATA))
    at = done.index(("renamed", path))
    assert [(what, where.suffix) for what, where in done[:at]] == [("on the disk", ".part")]
    assert done[at + 1 :] == [("on the disk", path.parent), ("on the disk", tmp_path)]


def test_a_file_lies_under_its_own_hash(tmp_path: Path) -> None:
    stored = store(tmp_path, DATA, ".PNG")
    name = hashlib.sha256(DATA).hexdigest()
    assert (stored.sha256, stored.suffix, stored.size_bytes) == (name, ".png", len(DATA))
    path = MediaFolder(tmp_path).path(stored)
    assert path == tmp_path / name[:2] / f"{name}.png"
    assert path.read_bytes() == DATA
    assert MediaFolder(tmp_path).complete(stored) == str(path)


def test_until_it_is_finished_it_is_not_there(tmp_path: Path) -> None:
    writing = MediaFolder(tmp_path).write(".mp4")
    writing.add(DATA)
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    writing.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("stated", "data"),
    [({"sha256": "0" * 64}, DATA), ({"size_bytes": 5}, DATA), ({}, b"")],
)
def test_what_is_not_as_stated_is_refused(
    tmp_path: Path, stated: dict[str, object], data: bytes
) -> None:
    writing = MediaFolder(tmp_path).write(".png")
    writing.add(data)
    with pytest.raises(MediaError):
        writing.finish(**stated)  # type: ignore[arg-type]
    writing.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("came", [DATA[:-1], DATA + b"x"])
def test_a_file_in_pieces_of_another_length_than_announced_is_refused(
    tmp_path: Path, came: bytes
) -> None:
    for size_bytes in (len(DATA), None):
        partial = PartialMedia(MediaFolder(tmp_path), "https://a.example/p", ".png")
        partial.restart(None, len(DATA))
        put(partial, came)
        with pytest.raises(MediaError, match="announced"):
            partial.finish(size_bytes=size_bytes)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["", "/../x", ".a/b", ".toolong7", ".é"])
def test_a_suffix_is_no_way_out(tmp_path: Path, suffix: str) -> None:
    stored = store(tmp_path, DATA, suffix)
    assert stored.suffix == ""
    assert MediaFolder(tmp_path).complete(stored)


def test_a_sweep_takes_what_nobody_wants_and_leaves_what_is_not_ours(tmp_path: Path) -> None:
    wanted, unwanted = store(tmp_path, DATA), store(tmp_path, DATA + b"x")
    (tmp_path / "1-aaaa.part").write_bytes(b"left by a killed sync")
    (tmp_path / "note.txt").write_text("of the administrator")
    (tmp_path / "zz").mkdir()
    (tmp_path / "zz" / "note.txt").write_text("as well")
    assert MediaFolder(tmp_path).sweep([wanted]) == (2, len(DATA) + 1 + 21)
    assert MediaFolder(tmp_path).complete(wanted)
    assert MediaFolder(tmp_path).complete(unwanted) is None
    assert (tmp_path / "note.txt").exists()
    assert (tmp_path / "zz" / "note.txt").exists()


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert MediaFolder(tmp_path / "media").sweep([]) == (0, 0)
