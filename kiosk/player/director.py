"""What comes on the screen, when, and when it leaves: the state machine of the player.

It owns no window and no thread. It wakes up by one single-shot timer (at the end of a page, at
the next change that the schedule computed, at the full minute for the clock, and every 30 s so
that a step of the machine's clock is noticed), when content changed, and when the deck
reports. Each time it does what is due and sleeps again.

What stands (`_on`) is kept apart from what waits for its clip to open (`_coming`): the slide
before stays on the stage until the first frame of the next one is there. So the screen is
never black.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk.player.clips import Clips
from kiosk.player.furnish import Furnisher
from kiosk.player.hands import ClockHands
from kiosk.player.left_out import LeftOutFiles
from kiosk.player.picker import Picker
from kiosk.player.run import Coming, Run, patience_s
from kiosk.player.slides import Content, Slides, lacks_its_picture, lives_by_its_video
from kiosk.player.tell import name_of
from kiosk.schedule.showing import Cause
from kiosk.store.plays import How

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.clock import Clock
    from kiosk.player.parts import ClipDeck, Log, Stage, Timer

log = logging.getLogger(__name__)

LONGEST_SLEEP_S = 30.0
SHORTEST_SLEEP_S = 0.01
SETTLE_S = 1.0
"""After this the transition to a slide is over, and the next one is made ready."""


class Director:
    """Drives stage and deck. Every method belongs to the GUI thread."""

    def __init__(
        self, *, clock: Clock, timer: Timer, stage: Stage, deck: ClipDeck, log: Log
    ) -> None:
        self._clock = clock
        self._timer = timer
        self._stage = stage
        self._log = log
        self._slides = Slides()
        self._clips = Clips(deck, clock, log.video)
        self._left_out = LeftOutFiles(self._clips.failing)
        self._picker = Picker(self._slides, self._clips)
        self._content: Content | None = None
        self._on: Run | None = None
        self._coming: Coming | None = None
        self._settle_s: float | None = None
        self._stale = True
        """Content or clock changed: everything is to be asked anew."""
        self._change: datetime | None = None
        """When the schedule's answer next changes by itself."""
        self._urgent: frozenset[str] = frozenset()
        self._hands = ClockHands(clock)
        self._furnisher = Furnisher(stage, self._slides)

    # Word from outside

    def take(self, content: Content) -> None:
        """This content from now on. What stands stays while it is still true, and is
        corrected where its words changed."""
        if self._content is None or content.site is not self._content.site:
            self._clips.forgive()
        self._content = content
        self._stale = True
        self._picker.forget_guess()
        self._work()

    def stop(self) -> None:
        """Nothing more comes. The stage stays as it is."""
        self._timer.cancel()
        if self._on is not None:
            self._end(self._on, How.INTERRUPTED)
        self._on = self._coming = self._content = None
        self._clips.stop()

    def clip_ready(self, token: int) -> None:
        """The deck's word: its first frame is there."""
        self._clips.became_ready(token)
        if self._coming is not None and token == self._coming.token:
            self._work()

    def clip_ended(self, token: int) -> None:
        """The deck's word: it is over, and its last frame stands."""
        on = self._on
        if on is not None and on.clip_runs and token == self._clips.playing:
            on.clip_runs = False
            if not on.showing.fixed:
                on.due_s = self._clock.monotonic()
            self._work()

    def clip_failed(self, token: int, reason: str) -> None:
        """The deck's word: it cannot be played, or no longer."""
        content = self._content
        if content is None or not token:
            return
        if self._coming is not None and token == self._coming.token:
            self._give_up_coming(content, reason)
        elif self._on is not None and token == self._clips.playing:
            self._lose_clip(content, self._on, reason)
        elif token == self._clips.ahead:
            self._clips.shun_ahead(reason)
            self._picker.forget_guess()
        self._work()

    # The machine

    def _work(self) -> None:
        """Do what is due now, then sleep until something is due again."""
        content = self._content
        if content is None:
            return
        if moved_s := self._hands.moved_s():
            log.warning("the clock was set: by_s=%.0f", moved_s)
            self._stale = True
        self._review(content)
        mono = self._clock.monotonic()
        coming, on = self._coming, self._on
        if coming is not None:
            if self._clips.is_ready(coming.token):
                self._put(coming.run, coming.page, coming.token, coming.how)
            elif mono >= coming.until_s:
                if on is None or coming.run.showing.cause is Cause.TAKEOVER:
                    self._put(coming.run, coming.page, coming.token, coming.how)
                else:
                    self._give_up_coming(content, "it did not open in time")
        elif on is None:
            self._next(content, How.COMPLETE)
        elif mono >= on.due_s:
            if on.clip_runs and not on.showing.fixed:
                self._lose_clip(content, on, "it is over its length and neither ended nor failed")
            elif on.page + 1 < len(on.pages):
                self._bring(on, on.page + 1, How.COMPLETE)
            else:
                self._next(content, How.COMPLETE)
        elif self._settle_s is not None and mono >= self._settle_s:
            self._settle_s = None
            self._clips.settle()
            self._rehearse(content, on)
        if self._on is not None:
            self._furnisher.furnish(content, self._on, self._picker.rotation, self._clock.now())
        self._log.left_out(self._left_out.among(content, self._clock.now()))
        self._arm()

    def _review(self, content: Content) -> None:
        """After a change of content or of the hour: is what stands, and what comes, still so?"""
        now = self._clock.now()
        if not self._stale and (self._change is None or now < self._change):
            return
        self._stale = False
        program = content.program
        self._change = program.next_change(now)
        urgent = frozenset(notice.id for notice in program.takeovers(now))
        new, self._urgent = urgent - self._urgent, urgent
        on, coming = self._on, self._coming
        if new and on is not None:
            log.warning("an urgent notice takes over: notices=%s", ",".join(sorted(new)))
            if self._clock.monotonic() - on.began_s < on.whole_s / 2:
                self._picker.put_back(on)
            self._next(content, How.INTERRUPTED)
            return
        over = on is not None and not self._holds(content, on, now)
        if coming is not None and not self._holds(content, coming.run, now):
            self._next(content, How.EARLY if over else coming.how)
        elif over and coming is None:
            self._next(content, How.EARLY)
        elif on is not None and coming is None:
            self._correct(content, on)

    @staticmethod
    def _holds(content: Content, run: Run, now: datetime) -> bool:
        showing = content.refresh(run.showing, now)
        return content.program.holds(showing, now) and not lacks_its_picture(showing)

    def _correct(self, content: Content, on: Run) -> None:
        """Bring corrected words of the standing slide onto the screen."""
        new = self._picker.refreshed(content, on, self._clock.now())
        if new.pages == on.pages:
            return
        new.page = min(on.page, len(new.pages) - 1)
        if new.view == on.view:
            on.showing, on.shown, on.pages = new.showing, new.shown, new.pages
            return
        log.info("the slide on the screen was corrected: showing=%s", name_of(new.showing))
        self._log.corrected(new.shown)
        clip = on.view.clip
        new.before = on.before
        if new.view.clip is not None and new.view.clip == clip and self._clips.playing:
            new.clip_runs, new.due_s = on.clip_runs, on.due_s
            new.inherit(on)
            self._on = new
            self._stage.show(new.view, self._clips.playing)
        else:
            new.goes_on = True
            self._bring(new, new.page, How.COMPLETE)

    def _next(self, content: Content, how: How) -> None:
        """What stands is over, and ended like that: pick what follows and bring it."""
        if self._coming is not None:
            self._coming = None
            self._clips.forget_ahead()
        self._bring(self._picker.pick(content, self._clock.now()), 0, how)

    def _bring(self, run: Run, page: int, how: How) -> None:
        """Put the page on the stage, as soon as its clip is ready if it has one."""
        clip = run.pages[page].clip
        if clip is None:
            self._put(run, page, 0, how)
            return
        token = self._clips.prepare(clip)
        if self._clips.is_ready(token):
            self._put(run, page, token, how)
            return
        urgent = self._on is None or run.showing.cause is Cause.TAKEOVER
        until_s = self._clock.monotonic() + patience_s(urgent=urgent)
        self._coming = Coming(run, page, token, until_s, how)

    def _put(self, run: Run, page: int, token: int, how: How) -> None:
        """The page goes on the stage, now."""
        mono = self._clock.monotonic()
        old, self._on, self._coming = self._on, run, None
        if old is not None and old is not run:
            if run.goes_on:
                run.inherit(old)
            else:
                self._end(old, how)
        if run.number is None:
            run.began_s = mono
            run.number = self._log.begin(run.shown, self._clock.now())
        run.turn_to(page, mono, clip=token != 0)
        # The stage first: building a slide takes longer than a frame of its clip.
        self._stage.show(run.view, token)
        self._clips.play(token)
        self._settle_s = mono + SETTLE_S

    def _rehearse(self, content: Content, on: Run) -> None:
        """Make ready what probably follows, so that it comes without a pause."""
        if on.page + 1 < len(on.pages):
            self._log.coming(self._picker.following(content, self._clock.now()))
            view = on.pages[on.page + 1]
        else:
            following = self._picker.rehearse(content, self._clock.now())
            self._log.coming(following.shown)
            view = following.view
        if view.clip is not None and not self._clips.shunned(view.clip.path):
            self._clips.prepare(view.clip)

    # What goes wrong

    def _give_up_coming(self, content: Content, reason: str) -> None:
        """The clip that a page waits for does not open: its words without it, or the next."""
        coming = self._coming
        if coming is None:
            return
        run, self._coming = coming.run, None
        self._clips.shun_ahead(reason)
        if not lives_by_its_video(run.showing):
            self._bring(self._picker.in_words(content, run, self._clock.now()), 0, coming.how)
            return
        if run is not self._on:  # it never came on the screen; the log tells that it should have
            number = self._log.begin(run.shown, self._clock.now())
            self._log.end(number, How.FAILED, 0.0)
        self._next(content, coming.how if run is not self._on else How.FAILED)

    def _lose_clip(self, content: Content, on: Run, reason: str) -> None:
        """The clip on the screen fails: the notice again in words, or the next."""
        if on.view.clip is not None:
            self._clips.shun(on.view.clip, reason)
        if lives_by_its_video(on.showing):
            self._next(content, How.FAILED)
        else:
            run = self._picker.in_words(content, on, self._clock.now())
            self._bring(run, 0, How.FAILED)

    # Around the slide

    def _end(self, run: Run, how: How) -> None:
        if run.number is not None:
            self._log.end(run.number, how, self._clock.monotonic() - run.began_s)
            run.number = None

    def _arm(self) -> None:
        now, mono = self._clock.now(), self._clock.monotonic()
        waits = [LONGEST_SLEEP_S, 60.0 - now.second - now.microsecond / 1e6]
        if self._coming is not None:
            waits.append(self._coming.until_s - mono)
        elif self._on is not None:
            waits.append(self._on.due_s - mono)
        if self._settle_s is not None and self._coming is None:
            waits.append(self._settle_s - mono)
        if self._change is not None:
            waits.append((self._change - now).total_seconds())
        self._timer.arm(max(SHORTEST_SLEEP_S, min(waits)), self._work)
