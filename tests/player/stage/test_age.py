"""What may have changed since its source fell silent says how old it is."""

from __future__ import annotations

import pytest

from kiosk.model.notice import Kind, NoticeText
from kiosk.player.stage.content import tell_notice
from kiosk.schedule.showing import Phase
from tests import make

NOW = make.utc("2026-12-24 09:00")


@pytest.mark.parametrize("language", ["ar", "fr", "zgh", "en"])
def test_an_outage_of_a_silent_feed_says_when_it_was_last_heard(language: str) -> None:
    text = NoticeText(language=language, title="x", body="y")
    heard = make.utc("2026-11-24 09:00")
    outage = make.notice(kind=Kind.OUTAGE, texts=(text,), as_of=heard)
    told = tell_notice(make.site(), outage, Phase.ONGOING, text, NOW)
    assert len(told.body) == 2
    assert "09:00" in told.body[0]
    assert "24" in told.body[0]
    fresh = outage.model_copy(update={"as_of": None})
    assert len(tell_notice(make.site(), fresh, Phase.ONGOING, text, NOW).body) == 1
    # Of a market it says nothing: its date does not depend on who was heard when.
    market = outage.model_copy(update={"kind": Kind.EVENT})
    assert len(tell_notice(make.site(), market, Phase.ONGOING, text, NOW).body) == 1
