"""What the director asks of the parts around it: the stage, the deck, the log, the timer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kiosk.player.stage.view import Furniture, SlideView
    from kiosk.player.video.clip import Clip, ClipStats
    from kiosk.schedule.showing import Showing
    from kiosk.store.plays import How, LeftOut


class Stage(Protocol):
    """Where slides are put."""

    def show(self, view: SlideView, token: int = 0) -> None:
        """This slide from now on; `token` names the clip that plays in it, 0 for none."""
        ...

    def set_furniture(self, furniture: Furniture) -> None:
        """Header and footer."""
        ...


class ClipDeck(Protocol):
    """Where clips are opened and played. It reports by calling the director's `clip_…`."""

    def prepare(self, clip: Clip) -> int:
        """Open it and hold its first frame; the token names it from now on."""
        ...

    def start(self, token: int) -> None: ...

    def stop(self, token: int) -> None: ...

    def stats(self, token: int) -> ClipStats:
        """What became of its frames so far."""
        ...


class Composer(Protocol):
    """Turns showings into finished slides."""

    def compose(self, showing: Showing, now: datetime) -> tuple[SlideView, ...]:
        """The pages of it, one or more, each with its dwell time."""
        ...


class Timer(Protocol):
    """One single-shot timer."""

    def arm(self, seconds: float, fire: Callable[[], None]) -> None:
        """Call `fire` once, that many seconds from now; a call still due is forgotten."""
        ...

    def cancel(self) -> None: ...


class Log(Protocol):
    """Proof of play, and what `kiosk status` reads. Never blocks, never raises."""

    def begin(self, showing: Showing, at: datetime) -> int:
        """A showing came on the screen; → its number."""
        ...

    def corrected(self, showing: Showing) -> None:
        """What stands on the screen says something else now; it is still the same showing."""
        ...

    def end(self, number: int, how: How, seconds: float) -> None:
        """It left it."""
        ...

    def video(self, clip: Clip, stats: ClipStats) -> None:
        """A clip was let go of; that became of its frames."""
        ...

    def coming(self, showing: Showing) -> None:
        """What probably follows."""
        ...

    def left_out(self, files: tuple[LeftOut, ...]) -> None:
        """Which files of the content the wall leaves out now; told at every step."""
        ...
