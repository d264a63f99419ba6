"""How the figure holds its hands, and how it comes from one pose to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True)
class Hand:
    """Where a hand is and how it is held. Pixels; degrees, 0 = fingers up, positive = outwards."""

    x: float
    y: float
    turn: float = 0.0
    spread: float = 0.5
    """0 = fingers together, 1 = wide apart."""
    curl: float = 0.0
    """0 = open hand, 1 = fist."""


@dataclass(frozen=True)
class Pose:
    """Both hands at a moment. `left` is on the left of the picture; x grows outwards for both,
    measured from the middle of the body."""

    t: float
    left: Hand
    right: Hand
    brows: float = 0.0
    mouth: float = 0.0


REST = Hand(62, 700, turn=-64, spread=0.15, curl=0.35)


def mirrored(t: float, hand: Hand, **face: float) -> Pose:
    return Pose(t, hand, hand, **face)


WELCOME = (
    mirrored(0.0, REST),
    Pose(0.7, REST, Hand(250, 330, turn=12, spread=0.8), brows=1, mouth=1),
    Pose(1.1, REST, Hand(262, 326, turn=34, spread=0.8), brows=1, mouth=1),
    Pose(1.5, REST, Hand(250, 330, turn=-6, spread=0.8), brows=1, mouth=1),
    Pose(1.9, REST, Hand(262, 326, turn=34, spread=0.8), brows=0.6, mouth=1),
    mirrored(2.7, Hand(265, 560, turn=26, spread=0.5), brows=0.4, mouth=0.5),
    mirrored(3.4, Hand(310, 520, turn=38, spread=0.7), mouth=0.2),
    Pose(4.3, Hand(60, 560, turn=-50, spread=0.1), Hand(96, 455, turn=-8, spread=0.1, curl=0.7)),
    Pose(5.0, Hand(60, 560, turn=-50, spread=0.1), Hand(110, 540, turn=-20, spread=0.1, curl=0.9),
         mouth=0.6),
    Pose(5.6, Hand(110, 500, turn=10, spread=0.3), Hand(170, 430, turn=16, spread=0.2, curl=0.5)),
    mirrored(6.4, Hand(120, 620, turn=-30, spread=0.2, curl=0.4), brows=0.5),
    mirrored(7.2, Hand(120, 600, turn=-30, spread=0.2, curl=0.4)),
    mirrored(8.0, Hand(190, 400, turn=4, spread=0.3), brows=0.8, mouth=0.5),
    mirrored(8.8, Hand(190, 560, turn=10, spread=0.3), brows=0.2, mouth=0.5),
    Pose(9.5, Hand(90, 500, turn=-34, spread=0.9), Hand(130, 430, turn=-14, spread=0.9), mouth=0.3),
    Pose(10.1, Hand(130, 430, turn=-14, spread=0.9), Hand(90, 500, turn=-34, spread=0.9),
         mouth=0.7),
    Pose(10.7, Hand(90, 500, turn=-34, spread=0.9), Hand(130, 430, turn=-14, spread=0.9)),
    mirrored(11.6, Hand(260, 520, turn=24, spread=0.7), brows=0.9, mouth=0.4),
    mirrored(12.4, Hand(70, 520, turn=-48, spread=0.2), brows=0.2),
    mirrored(13.2, Hand(66, 500, turn=-42, spread=0.2), mouth=1),
    mirrored(14.2, REST, mouth=0.3),
    mirrored(15.0, REST),
)  # fmt: skip
COMPLAINT = (
    mirrored(0.0, REST),
    Pose(0.9, Hand(80, 600, turn=-52, spread=0.1), Hand(120, 420, turn=2, spread=0.1, curl=0.6),
         brows=0.6),
    Pose(1.7, Hand(80, 600, turn=-52, spread=0.1), Hand(150, 520, turn=-30, spread=0.1, curl=0.6),
         mouth=0.6),
    Pose(2.5, Hand(80, 580, turn=-52, spread=0.3), Hand(190, 430, turn=14, spread=0.6)),
    Pose(3.4, Hand(80, 580, turn=-52, spread=0.3), Hand(190, 410, turn=-10, spread=0.6), brows=0.5),
    mirrored(4.4, Hand(200, 420, turn=18, spread=1.0), brows=1, mouth=0.6),
    mirrored(5.2, Hand(140, 480, turn=-20, spread=0.3, curl=0.8)),
    mirrored(6.0, Hand(260, 500, turn=26, spread=0.9), mouth=0.7),
    Pose(7.0, Hand(70, 540, turn=-46, spread=0.3), Hand(230, 380, turn=26, spread=0.4), brows=0.6),
    Pose(7.9, Hand(230, 380, turn=26, spread=0.4), Hand(70, 540, turn=-46, spread=0.3), mouth=0.6),
    mirrored(8.9, Hand(110, 460, turn=-6, spread=0.2), brows=0.4),
    Pose(9.8, Hand(100, 600, turn=-50, spread=0.1), Hand(180, 400, turn=8, spread=0.1, curl=0.9),
         mouth=1, brows=0.8),
    mirrored(10.9, REST, mouth=0.5),
    mirrored(12.0, REST),
)  # fmt: skip


def ease(share: float) -> float:
    """Minimum jerk: how people move their hands."""
    return share**3 * (10 - 15 * share + 6 * share**2)


def between(first: Pose, second: Pose, t: float) -> Pose:
    share = ease((t - first.t) / (second.t - first.t))

    def mix(a: float, b: float) -> float:
        return a + (b - a) * share

    def hand(a: Hand, b: Hand) -> Hand:
        # A slight bow outwards: hands travel in arcs.
        bow = 18 * math.sin(math.pi * share) * min(1.0, math.hypot(b.x - a.x, b.y - a.y) / 160)
        return Hand(mix(a.x, b.x) + bow, mix(a.y, b.y), mix(a.turn, b.turn),
                    mix(a.spread, b.spread), mix(a.curl, b.curl))  # fmt: skip

    return Pose(t, hand(first.left, second.left), hand(first.right, second.right),
                mix(first.brows, second.brows), mix(first.mouth, second.mouth))  # fmt: skip


def pose_at(poses: tuple[Pose, ...], t: float) -> Pose:
    """The pose at `t` seconds, with a breath of life in hands that stand still."""
    at = poses[-1]
    for first, second in pairwise(poses):
        if first.t <= t < second.t:
            at = between(first, second, t)
            break
    breath = 3 * math.sin(t * 1.9)
    return replace(at, left=replace(at.left, y=at.left.y + breath),
                   right=replace(at.right, y=at.right.y + breath))  # fmt: skip
