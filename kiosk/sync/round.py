"""One round of syncing, from beginning to end."""

from __future__ import annotations

from queue import SimpleQueue

from kiosk.clock import Clock, SystemClock
from kiosk.model.site import Site
from kiosk.store.folder import DataFolder
from kiosk.sync.feeds import FeedCame
from kiosk.sync.media import MediaCame
from kiosk.sync.report import FeedOutcome, MediaOutcome, Progress, RoundReport, Step
from kiosk.sync.settings import Settings
from kiosk.sync.syncer import opened


def sync_once(
    site: Site,
    data: DataFolder,
    clock: Clock | None = None,
    progress: Progress | None = None,
    settings: Settings | None = None,
) -> RoundReport:
    """Asks every feed, due or not, then gets the media that the notices need.

    A feed or file that fails is in the report and stops no other.

    Args:
        progress: told of every feed and file that is done.

    Raises:
        StoreError: another sync is at work on this folder, or a database failed.
    """
    clock = clock or SystemClock()
    began = clock.monotonic()
    inbox: SimpleQueue[FeedCame | MediaCame] = SimpleQueue()
    feeds: list[FeedOutcome] = []
    media: list[MediaOutcome] = []
    tell = progress or (lambda _step: None)
    with opened(data, clock, inbox, settings) as syncer:
        syncer.use(site)
        syncer.feeds.start(site, everything=True)
        total = len(syncer.feeds.under_way)
        while syncer.feeds.under_way:
            outcome = syncer.handle(inbox.get())
            if isinstance(outcome, FeedOutcome):
                feeds.append(outcome)
                tell(Step(outcome, len(feeds), total))
        syncer.media.start(site, everything=True, clock_trusted=syncer.look())
        total = len(syncer.media.under_way)
        while syncer.media.under_way:
            outcome = syncer.handle(inbox.get())
            if isinstance(outcome, MediaOutcome):
                media.append(outcome)
                tell(Step(outcome, len(media), total))
    order = {feed.name: place for place, feed in enumerate(site.feeds)}
    feeds.sort(key=lambda outcome: order[outcome.name])
    return RoundReport(tuple(feeds), tuple(media), clock.monotonic() - began)
