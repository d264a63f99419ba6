"""Bytes put into a file on its way, as the network puts them."""

from __future__ import annotations

from kiosk.store.partial import PartialMedia


def put(partial: PartialMedia, data: bytes) -> None:
    """Appends bytes, in the memory that they are given."""
    while data:
        room = partial.room()
        count = min(len(room), len(data))
        room[:count] = data[:count]
        partial.fill(count)
        data = data[count:]
