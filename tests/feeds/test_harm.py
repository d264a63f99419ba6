"""Each hostile document gets a bounded answer, and a word that names what is wrong."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.errors import FeedError
from kiosk.feeds.clean import BODY_LIMIT, TITLE_LIMIT
from tests.feeds.hostile import HOSTILE, Hostile
from tests.feeds.hostile_calendars import CALENDARS
from tests.feeds.world import read

SECONDS = 5.0
"""Of processor, for the slowest; on a machine that is busy with other tests."""
MIB = 700
"""Of memory, for the whole process that reads all of them."""
ALL = HOSTILE | CALENDARS


@pytest.mark.parametrize("case", ALL.values(), ids=ALL.keys())
def test_a_hostile_document_gets_a_bounded_answer(case: Hostile) -> None:
    data = case.make()
    began = time.process_time()
    if case.refused:
        with pytest.raises(FeedError, match=case.refused):
            read(data)
        assert time.process_time() - began < SECONDS
        return
    try:
        parsed = read(data)
    except FeedError:
        if case.notices is None and not case.warned:
            return  # read or refused: both are an answer
        raise
    finally:
        assert time.process_time() - began < SECONDS
    said = [*parsed.warnings, *(one for notice in parsed.notices for one in notice.warnings)]
    assert not case.warned or any(case.warned in one for one in said), said
    assert all(len(one) < 500 for one in said)
    if case.notices is not None:
        assert len(parsed.notices) == case.notices
    for notice in parsed.notices:
        assert len(notice.key) <= 500
        for text in notice.texts:
            assert len(text.title) <= TITLE_LIMIT
            assert len(text.body) <= BODY_LIMIT
            assert "\0" not in text.title + text.body
        notice.model_dump_json()


def test_all_of_them_together_take_bounded_memory() -> None:
    program = (
        "from pathlib import Path\n"
        "from kiosk.errors import FeedError\n"
        "from tests.feeds.hostile import HOSTILE\n"
        "from tests.feeds.hostile_calendars import CALENDARS\n"
        "from tests.feeds.world import read\n"
        "for case in (HOSTILE | CALENDARS).values():\n"
        "    try:\n"
        "        read(case.make())\n"
        "    except FeedError:\n"
        "        pass\n"
        # Not getrusage: what that says counts the process too that this one was forked from.
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) < MIB
