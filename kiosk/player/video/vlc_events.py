"""What libVLC calls when something happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.player.video import vlc_abi


class Events:
    """What is called when something happens to a media or a player. python-vlc's own event
    managers keep every one of them for ever."""

    def __init__(self, vlc: Any, manager: Any) -> None:
        self._dll = vlc.dll
        self._manager = manager
        self._attached: list[tuple[int, Any]] = []

    def attach(self, kind: Any, act: Callable[[], object]) -> None:
        callback = vlc_abi.EventCallback(lambda _event, _data: act() and None)
        self._dll.libvlc_event_attach(self._manager, int(kind.value), callback, None)
        self._attached.append((int(kind.value), callback))

    def detach(self) -> None:
        """Nothing is called any more when this returns."""
        for kind, callback in self._attached:
            self._dll.libvlc_event_detach(self._manager, kind, callback, None)
        self._attached.clear()
