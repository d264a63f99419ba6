"""Sizes follow from the panel and the viewing distance."""

from __future__ import annotations

import pytest

from kiosk.player.stage.metrics import CAP_EM, KEY_MM_PER_M, Metrics
from tests import make

FULL_HD = (1920, 1080)


@pytest.mark.parametrize(("inches", "cap_px"), [(32, 99), (43, 74), (55, 58)])
def test_capital_height_for_0_7_degrees_at_3_m(inches: int, cap_px: int) -> None:
    metrics = Metrics.of(make.screen(diagonal_in=float(inches), viewing_distance_m=3.0), FULL_HD)
    wanted = KEY_MM_PER_M * 3 * metrics.px_per_mm
    assert round(wanted) == cap_px


def test_0_7_degrees_are_12_2_mm_per_metre() -> None:
    assert pytest.approx(12.2, abs=0.02) == KEY_MM_PER_M


def test_font_size_of_43_inches_at_3_m() -> None:
    metrics = Metrics.of(make.screen(diagonal_in=43.0, viewing_distance_m=3.0), FULL_HD)
    assert metrics.key_px == 104


@pytest.mark.parametrize("distance", [3.5, 4.0, 5.0])
def test_every_size_meets_its_angle(distance: float) -> None:
    metrics = Metrics.of(make.screen(viewing_distance_m=distance), FULL_HD)
    mm = {name: getattr(metrics, name) * CAP_EM / metrics.px_per_mm / distance
          for name in ("key_px", "body_px", "small_px")}  # fmt: skip
    assert mm["key_px"] >= 12.2
    assert mm["body_px"] >= 6.4
    assert mm["small_px"] >= 4.7
    assert metrics.legible_m >= distance


def test_sizes_do_not_change_when_the_panel_is_turned() -> None:
    screen = make.screen()
    upright = Metrics.of(screen, (1080, 1920))
    assert upright.key_px == Metrics.of(screen, FULL_HD).key_px
    assert upright.portrait


def test_twice_the_pixels_make_the_same_millimetres() -> None:
    screen = make.screen()
    small, large = Metrics.of(screen, FULL_HD), Metrics.of(screen, (3840, 2160))
    assert large.key_px == pytest.approx(2 * small.key_px, abs=1)


def test_a_tablet_read_from_afar_says_from_where_it_is_legible() -> None:
    metrics = Metrics.of(make.screen(diagonal_in=10.0, viewing_distance_m=6.0), FULL_HD)
    assert metrics.legible_m < 2


def test_from_near_by_sizes_stay_a_share_of_the_panel() -> None:
    metrics = Metrics.of(make.screen(viewing_distance_m=0.5), FULL_HD)
    assert metrics.key_px == 80
    assert metrics.key_px > metrics.body_px > metrics.small_px


def test_qr_codes_measure_a_tenth_of_the_distance() -> None:
    metrics = Metrics.of(make.screen(viewing_distance_m=2.0), FULL_HD)
    assert metrics.qr_px / metrics.px_per_mm == pytest.approx(200)


def test_a_page_may_be_set_as_tight_as_the_distance_allows_and_no_tighter() -> None:
    near = Metrics.of(make.screen(diagonal_in=86.0), FULL_HD)
    assert near.tight < 1
    assert near.key_px * near.tight * CAP_EM / near.px_per_mm / 4 == pytest.approx(12.2, abs=0.03)
    far = Metrics.of(make.screen(diagonal_in=43.0), FULL_HD)
    assert far.tight == pytest.approx(1, abs=0.01)
    assert list(far.factors) == sorted(far.factors, reverse=True)
