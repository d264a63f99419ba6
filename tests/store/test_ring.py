"""Bytes go through the ring in order, whatever their pieces, and in little memory."""

from __future__ import annotations

import errno
import hashlib
import random
import resource
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.store.media import MediaFolder
from kiosk.store.partial import PartialMedia
from kiosk.store.ring import BLOCK, Ring
from tests.store.filling import put

BODY = random.Random(2).randbytes(3 * BLOCK + 12_345)


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, len(BODY)])
def test_its_sum_is_that_of_all_bytes(size: int) -> None:
    ring, rest = Ring(), BODY[:size]
    while rest:
        count = min(len(ring.room()), 300_000, len(rest))
        ring.room()[:count] = rest[:count]
        ring.fill(count)
        assert ring.held[-count:] == rest[:count]
        ring.pass_on()
        rest = rest[count:]
    assert ring.hexdigest() == hashlib.sha256(BODY[:size]).hexdigest()
    ring.restart()
    assert ring.hexdigest() == hashlib.sha256().hexdigest()
    ring.close()


def test_much_goes_through_little_memory(tmp_path: Path) -> None:
    piece = bytes(BLOCK)
    partial = PartialMedia(MediaFolder(tmp_path), "v")
    tracemalloc.start()
    try:
        for _ in range(64):
            put(partial, piece)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 6 * BLOCK
    partial.drop()


@pytest.mark.parametrize("pieces", [1, 7, BLOCK, len(BODY)])
def test_what_is_not_written_yet_is_there_all_the_same(tmp_path: Path, pieces: int) -> None:
    folder = MediaFolder(tmp_path)
    first, step = len(BODY) - 100, max(pieces, 10_007)
    partial = PartialMedia(folder, "v")
    partial.restart('"1"', len(BODY))
    for at in range(0, first, step):
        put(partial, BODY[at : min(at + step, first)])
    assert partial.size == first
    partial.close()
    again = PartialMedia(folder, "v")
    assert again.size == first
    for at in range(first, len(BODY), pieces):
        put(again, BODY[at : at + pieces])
    stored = again.finish(sha256=hashlib.sha256(BODY).hexdigest())
    assert Path(folder.path(stored)).read_bytes() == BODY


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """No file may become larger: a write then fails half-way, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_write_that_failed_half_way_may_be_tried_again(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path)
    partial = PartialMedia(folder, "v")
    put(partial, BODY[: 2 * BLOCK])
    with files_end_at(2 * BLOCK - 500), pytest.raises(OSError) as raised:
        partial.keep()
    assert raised.value.errno == errno.EFBIG
    assert partial.size == 2 * BLOCK
    put(partial, BODY[2 * BLOCK :])
    stored = partial.finish()
    assert Path(folder.path(stored)).read_bytes() == BODY
    assert stored.sha256 == hashlib.sha256(BODY).hexdigest()


def test_what_cannot_be_written_is_let_go_of(tmp_path: Path) -> None:
    partial = PartialMedia(MediaFolder(tmp_path), "v")
    put(partial, BODY[: BLOCK // 2])
    with files_end_at(100):
        partial.close()
    assert list(tmp_path.iterdir()) == []
