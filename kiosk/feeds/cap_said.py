"""What the parts (`info`) of an alert (CAP) say together: by language, and of which areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.feeds.cap_info import Info
from kiosk.feeds.reading import Reading
from kiosk.feeds.script import stated_language


def texts_of(
    infos: Sequence[Info], reading: Reading, warnings: list[str]
) -> dict[str, dict[str, str]]:
    """By language. Several parts in one language are one text, in their order."""
    by_language: dict[str, list[Info]] = {}
    kinds: dict[str, str] = {}
    for info in sorted(infos, key=lambda info: bool(_manner(info.language))):
        language = stated_language(info.language)
        if language is None:
            language = reading.language_of(f"{info.title}\n{info.description}")
            told = (
                f"{info.language[:20]!r} is no language"
                if info.language
                else ("it does not state its language")
            )
            warnings.append(f"{told}; taken as {language}")
        if kinds.setdefault(language, _manner(info.language)) != _manner(info.language):
            warnings.append(f"its text in {info.language[:20]} was left out beside the usual one")
            continue
        by_language.setdefault(language, []).append(info)
    return {
        language: {
            "title": next((info.title for info in parts if info.title), ""),
            "body": _told(parts),
            "instruction": "\n".join(dict.fromkeys(i for info in parts for i in info.instructions)),
        }
        for language, parts in by_language.items()
    }


def _manner(tag: str) -> str:
    """What a language tag says besides language and country: `LS` in `de-LS` is easy German."""
    subtags = tag.lower().replace("_", "-").split("-")[1:]
    return "-".join(one for one in subtags if not (one.isdigit() and len(one) == 3)
                    and (len(one) != 2 or one == "ls"))  # fmt: skip


def _told(parts: list[Info]) -> str:
    """The descriptions in order; each under what it is about where they differ in that."""
    if len(parts) == 1:
        return parts[0].description
    several = len({(part.title, part.places) for part in parts}) > 1
    told: dict[str, None] = {}
    for part in parts:
        title = part.title if part.title != parts[0].title else ""
        head = " – ".join(filter(None, (title, ", ".join(part.places[:8]))))
        told["\n\n".join(filter(None, (head if several else "", part.description)))] = None
    return "\n\n".join(told)


def areas_of(infos: Sequence[Info], reading: Reading, warnings: list[str]) -> list[Any]:
    """The areas of all parts: the site's own where its name, id or code is one of theirs.

    The n-th part of each language speaks of the same places, and so does its n-th area.
    """
    found: list[Any] = []
    sets: dict[int, list[Info]] = {}
    count: dict[str, int] = {}
    for info in infos:
        place = count[info.language] = count.get(info.language, -1) + 1
        sets.setdefault(place, []).append(info)
        warnings += dict.fromkeys(info.area_warnings)
    for together in sets.values():
        first = together[0]
        alike = all(len(info.areas) == len(first.areas) for info in together)
        for number, area in enumerate(first.areas):
            known = next((code for code in area.codes if reading.area(code)), None)
            names = {info.language: info.areas[number].name for info in together if alike}
            if known:
                found.append(known)
            elif len(names) > 1 and all(names):
                found.append(names)
            else:
                found.append(area.name)
        if not alike:
            found += [area.name for info in together[1:] for area in info.areas
                      if reading.area(area.name)]  # fmt: skip
    return [value for number, value in enumerate(found) if value not in found[:number]]
