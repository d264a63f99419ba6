"""`kiosk explain`: why does it show this, or not?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.language import language_option
from kiosk.cli.moments import parse_moment
from kiosk.cli.place import Place, at_place
from kiosk.cli.sentences import told_in
from kiosk.cli.site import complete_screen, find_screen, synced_notices, taken_site
from kiosk.cli.table import isolated, shortened, table
from kiosk.cli.tongue import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from kiosk.model.site import Screen, Site
    from kiosk.schedule.verdict import Verdict

_TITLE_COLUMNS = 80
_WORDS = {
    "en": {"yes": "yes", "no": "no", "items": "Playlist {name}", "notices": "Notices",
           "none": "There are no notices.", "item": "item {numbers}", "note": "Note: {text}"},
    "fr": {"yes": "oui", "no": "non", "items": "Liste {name}", "notices": "Avis",
           "none": "Il n'y a aucun avis.", "item": "élément {numbers}", "note": "Note : {text}"},
    "ar": {"yes": "نعم", "no": "لا", "items": "القائمة \u2068{name}\u2069", "notices": "الإعلانات",
           "none": "لا توجد إعلانات.", "item": "العنصر {numbers}", "note": "ملاحظة: {text}"},
}  # fmt: skip


@click.command(short_help="Why does it show this, or not?")
@click.argument("screen", shell_complete=complete_screen)
@click.option("--at", default="now", show_default=True, help="As it is at this moment.")
@language_option
@at_place
def explain(place: Place, screen: str, at: str, language: str) -> None:
    """Tell of every item and every notice whether it shows on SCREEN, and why.

    If it does not: the very rule that keeps it off, and when it will show next. If it does: when
    it ends, and why. Moments are the site's own: "2026-11-25 09:00", 2026-11-25, 09:00, +2h.

    \b
    Examples
      kiosk explain hall
      kiosk explain hall --at "tomorrow 09:00"
      kiosk explain civil --at 2026-12-01 --language fr
    """
    from kiosk.clock import SystemClock
    from kiosk.schedule.explain import explain as verdicts_on
    from kiosk.schedule.program import Program

    site = taken_site(place)
    chosen = find_screen(site, screen)
    moment = parse_moment(at, site.zone, SystemClock().now())
    notices = synced_notices(place, asked_by="answer")
    verdicts = verdicts_on(Program.of(site, chosen, notices), moment)
    for line in _lines(site, chosen, moment, verdicts, language):
        click.echo(line)


def _lines(
    site: Site, screen: Screen, moment: datetime, verdicts: Sequence[Verdict], language: str
) -> Iterator[str]:
    words = _WORDS[language]
    name = isolated(screen.name.best((language, *site.languages_of(screen)))[1])
    local = moment.astimezone(site.zone)
    day = WEEKDAYS[language][local.weekday()]
    yield f"{screen.id} ({name}), {day} {local:%Y-%m-%d %H:%M} {site.time_zone}"
    yield ""
    yield words["items"].format(name=screen.playlist)
    yield from _items(site, screen, verdicts, language)
    on_notices = [verdict for verdict in verdicts if verdict.notice is not None]
    yield ""
    if not on_notices:
        yield words["none"]
        return
    yield words["notices"]
    for verdict in on_notices:
        yield from _notice(site, screen, verdict, language)


def _items(site: Site, screen: Screen, verdicts: Sequence[Verdict], language: str) -> Iterator[str]:
    """One line an item: number, kind, title, verdict."""
    from kiosk.schedule.explain_text import tell

    words = _WORDS[language]
    languages = (language, *site.languages_of(screen))
    rows = []
    for verdict in verdicts:
        if verdict.item is None:
            continue
        title = getattr(verdict.item, "title", None)
        rows.append(
            (
                words["yes"] if verdict.shows else words["no"],
                str(verdict.index + 1),
                verdict.item.kind,
                shortened(title.best(languages)[1], 40) if title else "",
                tell(verdict, language, site.zone),
            )
        )
    yield from table(rows, indent=2)


def _notice(site: Site, screen: Screen, verdict: Verdict, language: str) -> Iterator[str]:
    """A line that names the notice, and below it the verdict and what was guessed about it."""
    from kiosk.schedule.explain_text import tell

    notice = verdict.notice
    if notice is None:
        return
    words = _WORDS[language]
    title = notice.text((language, *site.languages_of(screen))).title
    mark = (words["yes"] if verdict.shows else words["no"]).ljust(3)
    numbers = ", ".join(str(index + 1) for index in verdict.items)
    place = f", {words['item'].format(numbers=numbers)}" if numbers else ""
    yield f"  {mark}  {isolated(shortened(title, _TITLE_COLUMNS))}"
    yield f"       {notice.file or notice.id}, {notice.kind.value}{place}"
    yield f"       {tell(verdict, language, site.zone)}"
    for warning in notice.warnings:
        yield f"       {words['note'].format(text=told_in(language, warning))}"
