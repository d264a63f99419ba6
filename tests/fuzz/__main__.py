"""`make fuzz`: feeds and films broken in every way, for as long as wanted.

    .venv/bin/python -m tests.fuzz [--seconds 60] [--seed 1] [rss atom jsonfeed cap film ...]

With atheris, which is guided by what code an input reaches (`pip install atheris`; Python 3.11
on x86-64 has it); without it by seeded chance. An input that breaks something is written to
`build/fuzz/`, and tells its format and seed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.mutate import mutated
from tests.fuzz.target import check, seeds

FOUND = Path("build/fuzz")
SLOW_S = 3.0


def main() -> int:
    """Fuzzes; 1 when something was found."""
    known = seeds()
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("formats", nargs="*", help=f"of: {', '.join(known)} (all)")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="by chance, even with atheris")
    chosen = parser.parse_args()
    names = chosen.formats or list(known)
    unknown = sorted(set(names) - set(known))
    if unknown:
        parser.error(f"no such format: {', '.join(unknown)}; there are {', '.join(known)}")
    FOUND.mkdir(parents=True, exist_ok=True)
    try:
        import atheris  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        atheris = None
    if atheris is not None and not chosen.plain:
        return _guided(atheris, names, chosen.seconds, chosen.seed)
    return _by_chance(names, chosen.seconds, chosen.seed)


def _by_chance(names: list[str], seconds: float, seed: int) -> int:
    known = seeds()
    others = [document for documents in known.values() for document in documents]
    chance = random.Random(seed)
    until = time.monotonic() + seconds
    count = found = notices = 0
    slowest = 0.0
    while time.monotonic() < until:
        name = names[count % len(names)]
        data = mutated(chance.choice(known[name]), others, chance)
        began = time.process_time()
        try:
            notices += check(data)
        except Exception:
            found += 1
            _keep(name, data)
            traceback.print_exc()
        spent = time.process_time() - began
        slowest = max(slowest, spent)
        if spent > SLOW_S:
            found += 1
            sys.stderr.write(f"slow: {spent:.1f} s, {_keep(name, data)}\n")
        count += 1
    sys.stdout.write(
        f"{count:,} documents by chance (seed {seed}), {notices:,} notices, slowest"
        f" {slowest:.2f} s, {found} faults\n"
    )
    return 1 if found else 0


def _keep(name: str, data: bytes) -> Path:
    file = FOUND / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
    file.write_bytes(data)
    return file


def _guided(atheris: object, names: list[str], seconds: float, seed: int) -> int:
    """Hands over to libFuzzer, which ends the process itself."""
    corpus = FOUND / "corpus"
    corpus.mkdir(exist_ok=True)
    for name in names:
        for number, document in enumerate(seeds()[name]):
            (corpus / f"{name}-{number}").write_bytes(document)
    atheris.instrument_all()  # type: ignore[attr-defined]
    atheris.Setup(  # type: ignore[attr-defined]
        [sys.argv[0], str(corpus), f"-artifact_prefix={FOUND}/", f"-max_total_time={seconds:.0f}",
         f"-seed={seed}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=65536",
         "-print_final_stats=1"],
        lambda data: check(data) and None,
    )  # fmt: skip
    atheris.Fuzz()  # type: ignore[attr-defined]
    return 0


if __name__ == "__main__":
    sys.exit(main())
