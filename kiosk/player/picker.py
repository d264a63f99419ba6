"""What comes next, composed: the program's answer, minus pictures and clips that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.player.run import Run
from kiosk.player.slides import (
    Content,
    Slides,
    fallback,
    lacks_its_picture,
    lives_by_its_video,
    video_path,
    without_video,
)
from kiosk.schedule.rotation import Rotation
from kiosk.schedule.showing import Cause, Showing

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.player.clips import Clips

MOST_SKIPS = 60
"""After so many choices in a row whose pictures and clips all fail, the directory shows."""


class Picker:
    """Keeps the place in the rotation, over every change of content."""

    def __init__(self, slides: Slides, clips: Clips) -> None:
        self._slides = slides
        self._clips = clips
        self._guess: tuple[Showing, Run] | None = None
        self.rotation = Rotation()

    def forget_guess(self) -> None:
        """The content changed: what was composed ahead may be wrong."""
        self._guess = None

    def pick(self, content: Content, now: datetime) -> Run:
        """The next showing. Moves the rotation on."""
        showing, before, self.rotation = self._choose(content, now)
        run = self._composed(content, showing, now, wordy=self._wordy(showing))
        run.before = before if showing.cause is Cause.ROTATION else None
        return run

    def put_back(self, run: Run) -> None:
        """It was hardly seen: it comes again in its turn."""
        if run.before is not None:
            self.rotation = run.before

    def following(self, content: Content, now: datetime) -> Showing:
        """What probably comes next. Moves nothing."""
        return self._choose(content, now)[0]

    def rehearse(self, content: Content, now: datetime) -> Run:
        """What probably comes next, composed ahead. Moves nothing."""
        showing = self.following(content, now)
        run = self._composed(content, showing, now, wordy=self._wordy(showing))
        self._guess = (showing, run)
        return run

    def in_words(self, content: Content, run: Run, now: datetime) -> Run:
        """The same showing anew, without its video."""
        again = self._composed(content, run.showing, now, wordy=True)
        again.before = run.before
        return again

    def refreshed(self, content: Content, run: Run, now: datetime) -> Run:
        """The same showing as its notice is now: corrected words, another phase."""
        return self._composed(
            content, content.refresh(run.showing, now), now, wordy=run.wordy, guess=False
        )

    def _choose(self, content: Content, now: datetime) -> tuple[Showing, Rotation, Rotation]:
        """What comes next that can be shown, and where the rotation stands before and after."""
        rotation = self.rotation
        for _ in range(MOST_SKIPS):
            before = rotation
            showing, rotation = content.program.next(before, now)
            fails = self._wordy(showing) and lives_by_its_video(showing)
            if not fails and not lacks_its_picture(showing):
                return showing, before, rotation
        return fallback(), rotation, rotation

    def _wordy(self, showing: Showing) -> bool:
        """Whether its video failed lately, so that it shows in words and pictures only."""
        path = video_path(showing)
        return path is not None and self._clips.shunned(path)

    def _composed(
        self,
        content: Content,
        showing: Showing,
        now: datetime,
        *,
        wordy: bool = False,
        guess: bool = True,
    ) -> Run:
        if guess and self._guess is not None:
            known, run = self._guess
            self._guess = None
            if known == showing and run.wordy == wordy:
                return run
        wanted = without_video(showing) if wordy else showing
        shown, pages = self._slides.pages(content, wanted, now)
        return Run(showing, shown, pages, wordy=wordy)
