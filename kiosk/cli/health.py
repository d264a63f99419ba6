"""Is all well? What of a site needs a person, decided from what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.cli.moments import ago
from kiosk.cli.sentences import told_in, wall_sentence
from kiosk.cli.status_words import words_in
from kiosk.sync.addresses import without_password

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.model.clocktrust import ClockTrust
    from kiosk.model.fault import Fault
    from kiosk.model.site import Feed, Site
    from kiosk.store.content import FeedStatus, MediaTrouble
    from kiosk.store.plays import PlayerState
    from kiosk.store.wall import WallState

FORGOTTEN_AFTER = timedelta(days=1)
"""A player that ended longer ago is nobody's loss, where another one runs."""
LATE_ROUNDS = 3
"""A feed is late when it has missed so many of its rounds…"""
LATE_GRACE = timedelta(minutes=10)
"""…and a little."""
DISK_FULL = 16_000_000
"""Bytes: where fewer are free, the databases cannot be relied upon to be written."""
LEFT_OUT_TOLD = 4
"""Files of one screen. A page of them would hide what else there is."""
UNHEARD_GRACE = timedelta(minutes=20)
"""An office that cannot be reached for a shorter time is nothing to get up for."""


@dataclass(frozen=True, slots=True)
class Player:
    """A player of this machine and whether its process is still there."""

    state: PlayerState
    runs: bool


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """A feed of the site and how it does; `status` is None before the first attempt."""

    name: str
    url: str
    status: FeedStatus | None
    trouble: str
    """What is wrong, in words; empty: nothing."""


@dataclass(frozen=True, slots=True)
class WallHealth:
    """A wall that follows an office."""

    state: WallState
    shows: int | None
    """The publication that shows; None: none yet."""
    held: int | None
    """The publication that was rolled back from, if so."""


@dataclass(frozen=True, slots=True)
class Health:
    """Everything that `kiosk status` tells."""

    players: tuple[Player, ...]
    feeds: tuple[FeedHealth, ...]
    faults: tuple[Fault, ...]
    sync_runs: bool
    attention: tuple[str, ...]
    """What needs a person, one sentence or two each. Empty: all is well."""
    wall: WallHealth | None = None
    """How this wall stands with its office; None where it follows none."""


def judge(
    site: Site | None,
    faults: Sequence[Fault],
    players: Sequence[Player],
    statuses: Sequence[FeedStatus],
    *,
    sync_runs: bool,
    now: datetime,
    unread: Sequence[str] = (),
    wall: WallHealth | None = None,
    media: Sequence[MediaTrouble] = (),
    clock: ClockTrust | None = None,
    free_bytes: int | None = None,
    language: str = "en",
) -> Health:
    """Weighs what is known at `now`, and says in that language what needs a person.

    `site` is None when its files have errors; `unread` says what could not be found out, and why;
    `media` are files of notices that do not come; `clock` is None where nobody has judged it;
    `free_bytes` are those of the data folder's disk, None where that is not known.
    """
    words = words_in(language)
    if wall is not None and wall.shows is None:
        faults = ()  # of a folder that is not there yet
    counted = _counted(players, now)
    feeds = _feeds(site, statuses, now, language)
    attention = list(unread)
    if not any(player.runs for player in counted):
        attention.append(words["no_player"])
    else:
        attention += [
            words["player_ended"].format(screen=player.state.screen)
            for player in counted
            if not player.runs
        ]
    attention += [
        words["player_trouble"].format(
            screen=player.state.screen, trouble=told_in(language, player.state.trouble)
        )
        for player in counted
        if player.runs and player.state.trouble
    ]
    for player in counted:
        attention += _left_out(player.state, language) if player.runs else []
    if site is not None:
        attention += [
            words["screen_unknown"].format(
                screen=player.state.screen, screens=", ".join(one.id for one in site.screens)
            )
            for player in counted
            if player.runs and site.screen(player.state.screen) is None
        ]
    if not sync_runs:
        attention.append(words["no_sync"])
    attention += [
        words["feed_trouble"].format(feed=feed.name, trouble=feed.trouble)
        for feed in feeds
        if feed.trouble
    ]
    if media:
        key = "media_troubles" if len(media) > 1 else "media_trouble"
        first = media[0]
        url = without_password(first.url)
        error = told_in(language, first.error)
        attention.append(words[key].format(count=len(media), url=url, error=error))
    if free_bytes is not None and free_bytes < DISK_FULL:
        attention.append(words["disk_full"].format(free=free_bytes // 1_000_000))
    if clock is not None and not clock.trusted:
        attention.append(words["clock"])
    errors = sum(fault.level == "error" for fault in faults)
    if errors:
        key = "site_errors" if errors > 1 else "site_error"
        attention.append(words[key].format(count=errors))
    if wall is not None:
        attention += _of_wall(wall, now, language)
    return Health(counted, feeds, tuple(faults), sync_runs, tuple(attention), wall)


def _left_out(state: PlayerState, language: str) -> list[str]:
    words = words_in(language)
    told = [
        words[f"left_out_{one.kind}"].format(
            screen=state.screen,
            file=without_password(one.file),
            why=told_in(language, one.reason).rstrip("."),
        )
        for one in state.left_out[:LEFT_OUT_TOLD]
    ]
    more = len(state.left_out) - LEFT_OUT_TOLD
    if more > 0:
        told.append(words["left_out_more"].format(screen=state.screen, count=more))
    return told


def _of_wall(wall: WallHealth, now: datetime, language: str) -> list[str]:
    words = words_in(language)
    sentences = [words["nothing_came"]] if wall.shows is None else []
    state = wall.state
    lately = state.contact is not None and now - state.contact < UNHEARD_GRACE
    if state.trouble in ("unreachable", "nothing-there") and lately:
        pass  # networks stumble; the next attempts will tell
    elif state.trouble:
        told = wall_sentence(state, language)
        sentences.append(told[0].upper() + told[1:])
    elif state.valid_until and state.valid_until <= now:
        # Not asked since: sync does not run, or this is a month without a network.
        sentences.append(words["office_late"].format(at=f"{state.valid_until:%Y-%m-%d %H:%M}"))
    if wall.held is not None:
        sentences.append(words["rolled_back"].format(held=wall.held, shows=wall.shows))
    return sentences


def _counted(players: Sequence[Player], now: datetime) -> tuple[Player, ...]:
    """Without those that somebody once tried and nobody misses."""
    if not any(player.runs for player in players):
        return tuple(players)
    return tuple(
        player for player in players if player.runs or now - player.state.at < FORGOTTEN_AFTER
    )


def _feeds(
    site: Site | None, statuses: Sequence[FeedStatus], now: datetime, language: str
) -> tuple[FeedHealth, ...]:
    by_name = {status.name: status for status in statuses}
    if site is None:
        return tuple(
            FeedHealth(status.name, status.url, status, told_in(language, status.error or ""))
            for status in statuses
        )
    return tuple(
        FeedHealth(feed.name, feed.url, status, _trouble(feed, status, now, language))
        for feed in site.feeds
        for status in [by_name.get(feed.name)]
    )


def _trouble(feed: Feed, status: FeedStatus | None, now: datetime, language: str) -> str:
    words = words_in(language)
    if status is not None and status.error:
        error = told_in(language, status.error)
        if status.failures < 2:
            return error
        return words["in_a_row"].format(error=error, times=status.failures)
    if status is None or status.last_success is None:
        return words["never_fetched"]
    age = now - status.last_success
    if age > LATE_ROUNDS * timedelta(seconds=feed.every_s) + LATE_GRACE:
        return words["late"].format(age=ago(age.total_seconds(), words["days"]))
    return ""
