"""What happens to files that lie on a server: cut off, altered, half of them copied."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

TRUNCATED = "truncated file"
ALTERED = "altered file"
HALF_COPIED = "half copied"
DAMAGES = (TRUNCATED, ALTERED, HALF_COPIED)


@dataclass(frozen=True, slots=True)
class Damage:
    """What was done, and how it was before."""

    whole: dict[Path, bytes]

    @property
    def told(self) -> str:
        return ", ".join(f"{path.parent.name}/{path.name}" for path in self.whole)

    def undo(self) -> None:
        for path, data in self.whole.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def damaged(folder: Path, kind: str, chance: random.Random) -> Damage:
    """Damages some of its files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    if kind == HALF_COPIED:
        chance.shuffle(files)
        lost = files[: chance.randrange(1, len(files) + 1)]
        whole = {path: path.read_bytes() for path in lost}
        for path in lost[1:]:
            path.unlink()
        _cut(lost[0], chance)
        return Damage(whole)
    chosen = chance.sample(files, min(len(files), chance.choice([1, 1, 1, 2, 5])))
    whole = {path: path.read_bytes() for path in chosen}
    for path in chosen:
        _cut(path, chance) if kind == TRUNCATED else _alter(path, chance)
    return Damage(whole)


def _cut(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def _alter(path: Path, chance: random.Random) -> None:
    """As long as before: only a checksum tells."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
