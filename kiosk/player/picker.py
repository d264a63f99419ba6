"""What comes next, composed: the program's answer, minus clips that failed lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.player.run import Run
from kiosk.player.slides import (
    Content,
    Slides,
    fallback,
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
"""After so many choices in a row whose clips all failed, the directory shows."""


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
        for _ in range(MOST_SKIPS):
            before = self.rotation
            showing, self.rotation = content.program.next(before, now)
            path = video_path(showing)
            wordy = path is not None and self._clips.shunned(path)
            if wordy and lives_by_its_video(showing):
                continue
            run = self._composed(content, showing, now, wordy=wordy)
            run.before = before if showing.cause is Cause.ROTATION else None
            return run
        return self._composed(content, fallback(), now)

    def put_back(self, run: Run) -> None:
        """It was hardly seen: it comes again in its turn."""
        if run.before is not None:
            self.rotation = run.before

    def following(self, content: Content, now: datetime) -> Showing:
        """What probably comes next. Moves nothing."""
        return content.program.next(self.rotation, now)[0]

    def rehearse(self, content: Content, now: datetime) -> Run:
        """What probably comes next, composed ahead. Moves nothing."""
        showing = self.following(content, now)
        path = video_path(showing)
        run = self._composed(
            content, showing, now, wordy=path is not None and self._clips.shunned(path)
        )
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
