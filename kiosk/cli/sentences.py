"""What the rooms below say of a failure, in the reader's language.

They say it in English, once: it goes into logs and databases as it is, for whoever reads it
later, in whatever language. So here their sentence is known again by its words, what stands in
its gaps is taken over, and the same is said in French or Arabic. A sentence that is not known
stays as it is.

The sentences are in `sentences_office` (publications), `sentences_keys`, `sentences_network`,
`sentences_machine` (disk, display), `sentences_media` (pictures, films), and of feeds in
`sentences_feeds`, `sentences_entries`, `sentences_alerts` and `sentences_guesses`.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kiosk.cli.trouble_words import of_system

if TYPE_CHECKING:
    from kiosk.store.wall import WallState

Sentence = tuple[str, str, str]
"""In English, French and Arabic. A gap is a name in braces, the same in all three."""
_GAP = re.compile(r"{(\w+)}")
_END = ".?"
"""What stands at the end of a sentence is not always kept by those who pass it on."""
_WORDS = "why"
"""A gap of this name holds a sentence in its turn."""


class _Known(NamedTuple):
    heard: re.Pattern[str]
    told: Mapping[str, str]


def told_in(language: str, sentence: str) -> str:
    """That sentence in `en`, `fr` or `ar`; as it is where nobody has said it in that language."""
    if language == "en" or not sentence:
        return sentence
    bare = sentence.rstrip(_END)
    for known in _all():
        found = known.heard.fullmatch(bare)
        if found:
            gaps = {
                name: told_in(language, value) if name.startswith(_WORDS) else value
                for name, value in found.groupdict().items()
            }
            return known.told[language].format_map(gaps)
    return sentence


def wall_sentence(state: WallState, language: str) -> str:
    """What stands between a wall and its office, with the reasons within it in that language too;
    empty: nothing does."""
    from kiosk.store.wall import told

    if not state.trouble:
        return ""
    values = {name: told_in(language, value) for name, value in state.values.items()}
    return told(state.trouble, values, language)


@cache
def _all() -> Sequence[_Known]:
    """Those with the most words of their own first: they say the most about the matter."""
    from kiosk.cli.sentences_alerts import SENTENCES as ALERTS
    from kiosk.cli.sentences_entries import SENTENCES as ENTRIES
    from kiosk.cli.sentences_feeds import SENTENCES as FEEDS
    from kiosk.cli.sentences_guesses import SENTENCES as GUESSES
    from kiosk.cli.sentences_keys import SENTENCES as KEYS
    from kiosk.cli.sentences_machine import SENTENCES as MACHINE
    from kiosk.cli.sentences_media import SENTENCES as MEDIA
    from kiosk.cli.sentences_network import SENTENCES as NETWORK
    from kiosk.cli.sentences_office import SENTENCES as OFFICE

    sentences = (
        *OFFICE, *KEYS, *NETWORK, *MACHINE, *MEDIA,
        *FEEDS, *ENTRIES, *ALERTS, *GUESSES, *_of_system(),
    )  # fmt: skip
    ordered = sorted(sentences, key=lambda one: len(_GAP.sub("", one[0])), reverse=True)
    return tuple(_Known(_pattern(en), {"fr": fr, "ar": ar}) for en, fr, ar in ordered)


def _pattern(sentence: str) -> re.Pattern[str]:
    pieces = _GAP.split(sentence.rstrip(_END))
    told = (
        f"(?P<{piece}>.+?)" if number % 2 else re.escape(piece)
        for number, piece in enumerate(pieces)
    )
    return re.compile("".join(told), re.DOTALL)


def _of_system() -> list[Sentence]:
    """What the system says where it refuses something."""
    refusals = [OSError(code, os.strerror(code)) for code in sorted(errno.errorcode)]
    return [
        (str(one.strerror), of_system(one, "fr"), of_system(one, "ar"))
        for one in refusals
        if of_system(one, "fr") != one.strerror
    ]
