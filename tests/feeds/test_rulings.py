"""Alerts that replace and cancel one another, in every order and with every damage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.feeds.references import read_references
from kiosk.model.notice import Notice, State
from kiosk.model.ruling import Ruling, alert_key, ruled
from kiosk.store.content import ContentStore
from kiosk.store.folder import DataFolder
from kiosk.store.writing import ContentWriter
from tests.feeds.world import NOW, read
from tests.make import notice, utc

SENDER = "s@x.example"


def alert(
    identifier: str, sent: str, kind: str = "Alert", references: str = "", **more: str
) -> str:
    told = {"status": "Actual", "expires": "2026-11-30T00:00:00-00:00", **more}
    info = (
        "" if kind == "Cancel" else
        f"<info><language>fr</language><event>Crue</event><headline>{identifier}</headline>"
        f"<expires>{told['expires']}</expires></info>"
    )  # fmt: skip
    return (
        f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{identifier}</identifier>'
        f"<sender>{SENDER}</sender><sent>2026-11-24T{sent}:00-00:00</sent>"
        f"<status>{told['status']}</status><msgType>{kind}</msgType><scope>Public</scope>"
        f"<references>{references}</references>{info}</alert>"
    )


def reference(identifier: str, sent: str) -> str:
    return f"{SENDER},{identifier},2026-11-24T{sent}:00-00:00"


class Wall:
    """A store, fed round by round with what a feed says."""

    def __init__(self, folder: Path) -> None:
        self.folder = DataFolder(folder)
        self.writer = ContentWriter(self.folder)
        self.now = NOW
        self.rounds = 0

    def round(self, *alerts: str, read_at: datetime = NOW, **settings: float) -> dict[str, State]:
        parsed = read(f"<alerts>{''.join(alerts)}</alerts>" if alerts else EMPTY, read_at=read_at)
        self.rounds += 1
        self.now += timedelta(minutes=5)
        self.writer.replace(
            "commune",
            parsed.notices,
            digest=str(self.rounds),
            now=self.now,
            rulings=parsed.rulings,
            **settings,
        )
        return self.shows()

    def shows(self) -> dict[str, State]:
        store = ContentStore(self.folder)
        try:
            return {one.texts[0].title: one.state for one in store.notices()}
        finally:
            store.close()


EMPTY = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title></feed>'


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Wall]:
    made = Wall(tmp_path)
    yield made
    made.writer.close()


def test_an_update_takes_the_place_of_the_alert(wall: Wall) -> None:
    assert wall.round(alert("A", "06:00")) == {"A": State.ACTUAL}
    assert wall.round(
        alert("A", "06:00"), alert("B", "07:00", "Update", reference("A", "06:00"))
    ) == {"B": State.ACTUAL}


def test_a_cancelled_alert_is_shown_as_cancelled_though_it_has_left_the_feed(wall: Wall) -> None:
    wall.round(alert("A", "06:00"))
    assert wall.round(alert("C", "07:00", "Cancel", reference("A", "06:00"))) == {
        "A": State.CANCELLED
    }
    assert wall.round() == {"A": State.CANCELLED}
    wall.now += timedelta(days=8)
    wall.writer.sweep(["commune"], wall.now)
    assert wall.shows() == {}


def test_a_cancellation_that_comes_first_holds_for_the_alert_that_comes_later(wall: Wall) -> None:
    assert wall.round(alert("C", "07:00", "Cancel", reference("A", "06:00"))) == {}
    assert wall.round() == {}
    assert wall.round(alert("A", "06:00")) == {"A": State.CANCELLED}


def in_parts(identifier: str, sent: str, ends: str = "10:00") -> str:
    """An alert whose first part ends at 10:00, or then."""
    rest = alert(identifier, sent).partition("<info>")[2]
    first = (
        f"<info><language>fr</language><event>Crue</event><headline>{identifier} first</headline>"
        f"<expires>2026-11-24T{ends}:00-00:00</expires></info><info>"
    )
    return alert(identifier, sent).partition("<info>")[0] + first + rest


@pytest.mark.parametrize("stays", [True, False])
@pytest.mark.parametrize(
    ("at", "title"), [("07:00", "A first"), ("09:30", "A first"), ("10:00", "A")]
)
def test_an_alert_in_parts_is_cancelled_once_as_what_it_was(
    wall: Wall, at: str, title: str, stays: bool
) -> None:
    parts = in_parts("A", "06:00")
    assert wall.round(parts) == {"A first": State.ACTUAL, "A": State.ACTUAL}
    cancel = alert("C", at, "Cancel", reference("A", "06:00"))
    alerts = (parts, cancel) if stays else (cancel,)
    assert wall.round(*alerts) == {title: State.CANCELLED}
    assert wall.round(*alerts) == {title: State.CANCELLED}
    assert wall.round() == {title: State.CANCELLED}


def test_it_stays_what_it_was_when_the_part_is_over_in_which_it_was_cancelled(wall: Wall) -> None:
    parts = in_parts("A", "06:00")
    cancel = alert("C", "09:30", "Cancel", reference("A", "06:00"))
    late = utc("2026-11-24 10:05")
    wall.round(parts)
    assert wall.round(parts, cancel, read_at=late) == {"A first": State.CANCELLED}
    assert wall.round(parts, cancel, read_at=late) == {"A first": State.CANCELLED}
    assert wall.round(parts, read_at=late) == {"A first": State.CANCELLED}


def test_a_clock_that_was_wrong_costs_no_part(wall: Wall) -> None:
    parts = in_parts("A", "06:00")
    both = {"A first": State.ACTUAL, "A": State.ACTUAL}
    assert wall.round(parts, read_at=utc("2026-11-24 13:00")) == both


def test_of_an_alert_whose_parts_end_otherwise_now_nothing_is_kept(wall: Wall) -> None:
    """Its sender corrected it under its own name and date, which nobody may."""
    wall.round(in_parts("A", "06:00"))
    wall.round(in_parts("A", "06:00", "11:00"), keep_s=86400.0)
    store = ContentStore(wall.folder)
    assert [one.shows_from for one in store.notices()] == [None, utc("2026-11-24 11:00")]
    store.close()


def test_a_name_without_end_costs_no_part_and_is_cancelled(wall: Wall) -> None:
    name = "A" * 600
    parts = in_parts(name, "06:00").replace(f"<headline>{name}", "<headline>A")
    assert wall.round(parts) == {"A first": State.ACTUAL, "A": State.ACTUAL}
    cancel = alert("C", "07:00", "Cancel", reference(name, "06:00"))
    assert wall.round(parts, cancel) == {"A first": State.CANCELLED}


def test_an_update_takes_the_place_of_all_parts(wall: Wall) -> None:
    parts = in_parts("A", "06:00")
    wall.round(parts)
    update = alert("B", "07:00", "Update", reference("A", "06:00"))
    assert wall.round(update) == {"B": State.ACTUAL}
    assert wall.round(parts) == {}, "it comes late"
    assert wall.round(in_parts("A", "06:00"), in_parts("A", "08:00")) == {
        "A first": State.ACTUAL, "A": State.ACTUAL,
    }  # fmt: skip


def test_what_was_said_of_an_alert_is_forgotten_after_a_month(wall: Wall) -> None:
    wall.round(alert("C", "07:00", "Cancel", reference("A", "06:00")))
    wall.now += timedelta(days=32)
    assert wall.round(alert("A", "06:00")) == {"A": State.ACTUAL}


def test_a_kept_alert_goes_when_its_update_comes(wall: Wall) -> None:
    wall.round(alert("A", "06:00"))
    assert wall.round(keep_s=86400.0) == {"A": State.ACTUAL}
    update = alert("B", "07:00", "Update", reference("A", "06:00"))
    assert wall.round(update, keep_s=86400.0) == {"B": State.ACTUAL}


def test_the_same_identifier_sent_again_replaces_the_older(wall: Wall) -> None:
    wall.round(alert("A", "06:00"))
    assert wall.round(alert("A", "08:00"), alert("A", "06:00")) == {"A": State.ACTUAL}
    store = ContentStore(wall.folder)
    assert [one.published for one in store.notices()] == [utc("2026-11-24 08:00")]
    store.close()


def test_no_alert_rules_over_itself_or_over_what_came_after_it(wall: Wall) -> None:
    itself = reference("B", "07:00")
    assert wall.round(alert("B", "07:00", "Update", itself)) == {"B": State.ACTUAL}
    cancel = alert("C", "07:30", "Cancel", reference("D", "09:00"))
    assert wall.round(alert("D", "09:00"), cancel) == {"D": State.ACTUAL}


@pytest.mark.parametrize("status", ["Test", "Exercise", "System", "Draft", ""])
def test_an_exercise_shows_nothing_and_cancels_nothing(wall: Wall, status: str) -> None:
    found = wall.round(
        alert("A", "06:00"),
        alert("X", "06:30", status=status),
        alert("C", "07:00", "Cancel", reference("A", "06:00"), status=status),
    )
    assert found == {"A": State.ACTUAL, "X": State.TEST}


def test_what_is_cancelled_was_never_more_than_it_was(wall: Wall) -> None:
    """A cancelled exercise would reach the wall; what is over would come back to it."""
    over = alert("R", "06:00").replace("<event>", "<urgency>Past</urgency><event>")
    cancel = alert("C", "07:00", "Cancel", f"{reference('X', '06:30')} {reference('R', '06:00')}")
    found = wall.round(alert("X", "06:30", status="Exercise"), over, cancel)
    assert found == {"X": State.TEST, "R": State.RESOLVED}
    assert wall.round(cancel) == {}


def test_nobody_cancels_the_alerts_of_another_source(wall: Wall) -> None:
    wall.round(alert("A", "06:00"))
    cancel = read(alert("C", "07:00", "Cancel", reference("A", "06:00")))
    wall.writer.replace("other", (), digest="1", now=wall.now, rulings=cancel.rulings)
    assert wall.shows() == {"A": State.ACTUAL}


@pytest.mark.parametrize(
    ("text", "found", "odd"),
    [
        ("a,1,2026-11-24T06:00:00-00:00", (("a", "1"),), False),
        (" a,1,x\n\t b,2,y ", (("a", "1"), ("b", "2")), False),
        ("a,1,x,b,2,y", (("a", "1"), ("b", "2")), True),
        ("1", (("me", "1"),), True),
        ("a,1", (("a", "1"),), True),
        ("1,2026-11-24T06:00:00-00:00", (("me", "1"),), True),
        ("a,1,x,b", (), True),
        (",,", (), True),
        ("", (), False),
        ("a,1,x a,1,y", (("a", "1"),), False),
    ],
)
def test_references_are_read_however_they_are_damaged(
    text: str, found: tuple[tuple[str, str], ...], odd: bool
) -> None:
    warnings: list[str] = []
    assert read_references(text, "me", warnings) == found
    assert bool(warnings) is odd


def test_a_cancellation_without_references_says_so() -> None:
    parsed = read(alert("C", "07:00", "Cancel"))
    assert parsed.notices == ()
    assert "does not say what" in parsed.warnings[0]


def test_what_is_replaced_and_cancelled_is_gone() -> None:
    def said(identifier: str, *, cancels: bool, at: str) -> Ruling:
        return Ruling(
            sender=SENDER, identifier=identifier, by=f"by {at}", at=utc(at), cancels=cancels
        )

    key = alert_key(SENDER, "A", utc("2026-11-24 06:00"))
    stored: Notice = notice(key)
    both = (
        said("A", cancels=False, at="2026-11-24 07:00"),
        said("A", cancels=True, at="2026-11-24 08:00"),
    )
    assert ruled([stored], both) == ()
    (cancelled,) = ruled([stored], both[1:])
    assert cancelled.state is State.CANCELLED
    assert cancelled.updated == utc("2026-11-24 08:00")
    assert ruled([cancelled], both[1:]) == (cancelled,)
    assert ruled([notice("no alert"), notice("a,b")], both) == (notice("no alert"), notice("a,b"))
