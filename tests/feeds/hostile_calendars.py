"""Calendars that were written to do harm, or by accident look so. Each is made when asked for."""

from __future__ import annotations

from tests.feeds.documents import calendar, event, in_zone, zone
from tests.feeds.hostile import LONG, Hostile

CALENDARS: dict[str, Hostile] = {
    "100,000 events": Hostile(lambda: calendar(event() * 100_000), "larger than 8 MB"),
    "20,000 events": Hostile(lambda: calendar(event() * 20_000), "more than 5000 events"),
    "a megabyte of title in a calendar": Hostile(
        lambda: calendar(event(SUMMARY=LONG, DESCRIPTION=LONG)), warned="too long", notices=1
    ),
    "a rule by the second": Hostile(
        lambda: calendar(event(RRULE="FREQ=SECONDLY")), warned="SECONDLY", notices=1
    ),
    "a rule by the minute of the day": Hostile(
        lambda: calendar(event(RRULE="FREQ=DAILY;BYMINUTE=" + ",".join(map(str, range(60))))),
        warned="60 times a day",
        notices=1,
    ),
    "a rule that repeats every 0 days": Hostile(
        lambda: calendar(event(RRULE="FREQ=DAILY;INTERVAL=0")), warned="INTERVAL=0", notices=1
    ),
    "a rule for an hour that no day has": Hostile(
        lambda: calendar(event(RRULE="FREQ=DAILY;BYHOUR=99")), warned="BYHOUR=99", notices=1
    ),
    "a rule for Monday number 0": Hostile(
        lambda: calendar(event(RRULE="FREQ=MONTHLY;BYDAY=0MO")), warned="BYDAY=0MO", notices=1
    ),
    "a rule with 3,500,000 hours": Hostile(
        lambda: calendar(event(RRULE="FREQ=DAILY;BYHOUR=" + "1," * 3_500_000 + "1")),
        "lists that are longer",
    ),
    "a time zone that changes by the second": Hostile(
        lambda: calendar(zone("FREQ=SECONDLY") + in_zone()),
        warned="definition of the time zone 'Mars/Olympus' cannot be used",
        notices=1,
    ),
    "a time zone that changes every 0 years": Hostile(
        lambda: calendar(zone("FREQ=YEARLY;INTERVAL=0") + in_zone()),
        warned="cannot be used",
        notices=1,
    ),
    "a time zone whose rule is folded": Hostile(
        lambda: calendar(zone("FREQ=SEC\r\n ONDLY") + in_zone()),
        warned="cannot be used",
        notices=1,
    ),
    "5,000 time zones": Hostile(
        lambda: calendar(
            "".join(zone("FREQ=YEARLY").replace("Olympus", str(n)) for n in range(5_000))
            + in_zone()
        ),
        warned="cannot be used",
        notices=1,
    ),
    "a rule that no day fulfils": Hostile(
        lambda: calendar(event(RRULE="FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")),
        warned="does not fit its own rule",
        notices=1,
    ),
    "counted rules that no day fulfils": Hostile(
        lambda: calendar(
            "".join(
                event(UID=str(n), RRULE="FREQ=YEARLY;COUNT=9;BYMONTH=2;BYMONTHDAY=30")
                for n in range(400)
            )
        ),
        warned="does not fit its own rule",
    ),
    "a thousand daily rules since 1970": Hostile(
        lambda: calendar(
            "".join(
                event(
                    UID=str(n),
                    DTSTART="19700105T090000Z",
                    DTEND="19700105T093000Z",
                    RRULE="FREQ=DAILY",
                )
                for n in range(1000)
            )
        ),
        warned="began too long ago",
    ),
    "an event of the year 9999": Hostile(
        lambda: calendar(event(DTSTART="99991231T235959Z", DTEND="99991231T235959Z")),
        warned="no date that can be read",
        notices=0,
    ),
    "an event of the year 1": Hostile(
        lambda: calendar(event(DTSTART="00010101T000000Z", RRULE="FREQ=DAILY")),
        warned="no date that can be read",
        notices=0,
    ),
    "a duration without end": Hostile(
        lambda: calendar(event(DURATION="P99999999999D").replace("DTEND", "X-NO")),
        warned="DURATION that cannot be read",
        notices=1,
    ),
    "a rule by the second in an event inside a recurring one": Hostile(
        lambda: calendar(
            event(RRULE="FREQ=WEEKLY").replace(
                "END:VEVENT", event(UID="2", RRULE="FREQ=SECONDLY") + "END:VEVENT"
            )
        ),
        warned="SECONDLY",
    ),
    "a nested calendar": Hostile(
        lambda: calendar("BEGIN:VEVENT\r\n" * 1000 + "END:VEVENT\r\n" * 1000), "nested too deeply"
    ),
    "NULs in a calendar": Hostile(lambda: calendar(event(SUMMARY="a\0b")), warned="NUL", notices=1),
    "broken UTF-8 in a calendar": Hostile(
        lambda: calendar(event(SUMMARY="xx")).replace(b"xx", b"\xe9t\xe9"),
        warned="not in UTF-8",
        notices=1,
    ),
    "half a calendar": Hostile(lambda: calendar(event())[:-20], "cut off"),
}
