"""A short pass of what `make fuzz` does at length, for each parser, by a fixed seed."""

from __future__ import annotations

import random
import time

import pytest

from tests.fuzz.mutate import mutated
from tests.fuzz.target import check, seeds

ROUNDS = 250
SEEDS = seeds()
SECONDS = 3.0
"""Of processor, for one small document; on a machine that is busy with other tests."""


@pytest.mark.parametrize("name", SEEDS)
def test_nothing_but_feed_errors_comes_out(name: str) -> None:
    chance = random.Random(name)
    others = [seed for documents in SEEDS.values() for seed in documents]
    for _ in range(ROUNDS):
        data = mutated(chance.choice(SEEDS[name]), others, chance)
        began = time.process_time()
        check(data)
        assert time.process_time() - began < SECONDS, data


@pytest.mark.parametrize("name", SEEDS)
def test_sound_documents_are_read(name: str) -> None:
    for seed in SEEDS[name]:
        assert check(seed) or name == "open311" or b"GTFS" in seed
