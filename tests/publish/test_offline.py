"""A wall that hears nothing of its office for a month, and then again."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from kiosk.device.timesync import TimeFacts
from kiosk.model.notice import Kind, Notice, NoticeText
from kiosk.player.source import Loaded, Source
from kiosk.publish.carry import Fetched
from kiosk.publish.publish import publish
from kiosk.schedule.rotation import Rotation
from kiosk.site.read import read_site
from kiosk.store.content import ContentStore
from kiosk.sync.fetch import Fetcher
from kiosk.sync.network import Network
from kiosk.sync.round import sync_once
from kiosk.sync.settings import Settings
from kiosk.sync.wall import Following, Wall, WallReport
from tests.publish.world import HALL, SCREENS, AWall, Office, now
from tests.sync.world import HeldClock

FEED = "feeds:\n  - {name: regie, url: 'https://regie.example/feed', every: 5 min}\n"
NO_NETWORK = Network(proxy="http://127.0.0.1:9")
ITEMS = """\
name: Hall
items:
  - kind: announcements
  - kind: outages
  - kind: message
    title: {ar: أسبوع, fr: Une semaine}
    until: %(week)s
"""


def written(title: str, kind: str, front: str = "") -> str:
    """A notice as staff write it."""
    return (
        f"---\nkind: {kind}\nservice: water\npublished: 2026-06-01\n{front}---\n\n"
        f"# ar: إعلان\n\nنص.\n\n# fr: {title}\n\nTexte.\n"
    )


def told_by_feed(title: str, **more: object) -> Notice:
    return Notice.model_validate(
        {
            "key": title,
            "source": "regie",
            "kind": Kind.OUTAGE,
            "service": "water",
            "texts": [NoticeText(language="fr", title=title, body="Texte.")],
            "published": now().replace(microsecond=0) - timedelta(hours=1),
            **more,
        }
    )


@dataclass
class Hung:
    """The wall with its player, both on the test's clock."""

    wall: AWall
    clock: HeldClock

    def round(self, network: Network | None = None) -> WallReport:
        """What `kiosk sync --from` does once."""
        wall, data = self.wall, self.wall.data
        with closing(Fetcher(network=network)) as fetcher:
            following = Following(wall.address, wall.screen, wall.key)
            report = Wall(following, data, self.clock, fetcher).round()
        site = read_site(wall.sites.pointer).site
        assert site is not None
        facts = TimeFacts(synchronised=True, kept=True, hardware_s=None)
        settings = Settings(time_facts=lambda: facts)
        assert sync_once(site, data, self.clock, settings=settings).failed == ()
        return report

    def loaded(self) -> Loaded:
        """What the player reads."""
        with closing(ContentStore(self.wall.data)) as store:
            source = Source(self.wall.sites.pointer, self.wall.data, store, None, self.clock)
            return source.load(site=True, notices=True)

    def shows(self) -> set[str]:
        """Titles of all that comes in an hour."""
        loaded, rotation, titles, at = self.loaded(), Rotation(), set(), self.clock.now()
        for _ in range(40):
            showing, rotation = loaded.program.next(rotation, at)
            at += timedelta(seconds=showing.dwell_s)
            if showing.notice:
                titles.add(showing.notice.text(["fr"]).title)
            title = getattr(showing.item, "title", None)
            if title:
                titles.add(title.get("fr"))
        return titles

    def ages(self) -> dict[str, datetime | None]:
        return {one.text(["fr"]).title: one.as_of for one in self.loaded().notices.values()}


@pytest.fixture
def hung(wall: AWall) -> Hung:
    return Hung(wall, HeldClock(now().replace(microsecond=0)))


def test_a_month_without_the_office(office: Office, hung: Hung) -> None:
    day = hung.clock.now().date()
    week, fortnight, weeks = (day + timedelta(days=days) for days in (7, 14, 20))
    office.write("screens.yaml", FEED + SCREENS)
    office.write("playlists/hall.yaml", ITEMS % {"week": week})
    (office.site_folder / "content/notices/eau.md").unlink()
    office.write("content/notices/a.md", written("Valable", "announcement"))
    office.write(
        "content/notices/b.md", written("Quinzaine", "announcement", f"until: {fortnight}\n")
    )
    office.write("content/notices/c.md", written("Noël", "announcement", f"from: {weeks}\n"))
    office.write("content/notices/d.md", written("Rue barrée", "works"))
    ends = hung.clock.now() + timedelta(days=3)
    fetched = Fetched([told_by_feed("Coupure"), told_by_feed("Bref", expires=ends)])
    publish(office.read(), office.out, office.keys, now(), fetched=fetched)
    assert hung.round().switched
    first = {"Valable", "Quinzaine", "Rue barrée", "Coupure", "Bref", "Une semaine"}
    assert hung.shows() == first
    assert {*hung.ages().values()} == {None}
    contact = hung.clock.now()

    hung.clock.forward(minutes=20)
    assert hung.round(NO_NETWORK).state.trouble == "unreachable"
    assert {*hung.ages().values()} == {None}, "networks stumble"
    hung.clock.forward(minutes=15)
    hung.round(NO_NETWORK)
    assert {*hung.ages().values()} == {contact}, "since then nobody can know"

    for _ in range(30):
        hung.clock.forward(days=1)
        assert hung.round(NO_NETWORK).state.trouble == "unreachable"
    assert hung.shows() == {"Valable", "Noël", "Rue barrée", "Coupure"}
    assert {*hung.ages().values()} == {contact}

    # The first contact brings all up to date in one round.
    (office.site_folder / "content/notices/d.md").unlink()
    office.write("content/notices/e.md", written("Nouveau", "announcement"))
    fetched = Fetched([told_by_feed("Autre coupure")])
    publish(office.read(), office.out, office.keys, now(), fetched=fetched)
    report = hung.round()
    assert report.switched
    assert report.state.trouble is None
    assert hung.shows() == {"Valable", "Noël", "Nouveau", "Autre coupure"}
    assert {*hung.ages().values()} == {None}


def test_what_the_office_itself_has_not_heard_for_long_tells_its_age_on_the_wall(
    office: Office, hung: Hung
) -> None:
    """The feed is silent, the office is not."""
    office.write("screens.yaml", FEED + SCREENS)
    office.write("playlists/hall.yaml", HALL + "  - kind: outages\n")
    heard = (hung.clock.now() - timedelta(days=2)).replace(microsecond=0)
    fetched = Fetched([told_by_feed("Coupure", as_of=heard)])
    publish(office.read(), office.out, office.keys, now(), fetched=fetched)
    hung.round()
    assert hung.ages()["Coupure"] == heard
    assert hung.ages()["L'eau est précieuse"] is None
    again = publish(office.read(), office.out, office.keys, now(), fetched=fetched)
    assert again.screens == (), "the same age is nothing new"
    hung.clock.forward(days=1)
    hung.round(NO_NETWORK)
    assert hung.ages()["Coupure"] == heard, "the older of the two"
