"""The real QML: what is composed is what is drawn, and then nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from kiosk.model.playlist import DirectoryItem, Transition
from kiosk.model.site import Orientation
from kiosk.player.stage.board import Board
from kiosk.player.stage.view import SlideView
from kiosk.player.stage.window import StageWindow, open_stage, stage_size
from kiosk.player.video.clip import Caption
from kiosk.schedule.showing import Cause, Phase
from tests import make
from tests.memory import resident_mib
from tests.player.stage.conftest import Wall
from tests.player.stage.scene import (
    CAPSULE,
    FACTS,
    LANDSCAPE,
    NEWS,
    NOW,
    OUTAGE,
    PORTRAIT,
    composer,
    showing,
)

MakeWall = Callable[..., Wall]
SIZES = pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])


@SIZES
def test_qml_draws_every_line_where_it_was_measured(wall: MakeWall, size: tuple[int, int]) -> None:
    made = composer(size, languages=("ar", "fr", "zgh", "en"))
    screen = wall(made.screen, size)
    screen.board.set_furniture(made.furniture(FACTS, NOW))
    shows = [
        showing(OUTAGE, phase=Phase.UPCOMING),
        showing(NEWS),
        showing(item=DirectoryItem(kind="directory")),
        showing(cause=Cause.CLOSED),
    ]
    for page in (page for entry in shows for page in made.compose(entry, NOW)):
        screen.show(page)
        items = screen.texts()
        assert len(items) >= len(page.texts)
        for item in items:
            assert item.property("lineCount") == 1, item.objectName()
            assert not item.property("truncated"), item.objectName()
            assert item.property("contentWidth") <= item.width() + 1, item.objectName()
        drawn = {(item.objectName(), round(item.y() + item.baselineOffset())) for item in items}
        assert {(line.group, line.baseline) for line in page.texts} <= drawn


def test_hours_of_pages_leave_no_memory_behind(qtbot: QtBot, wall: MakeWall) -> None:
    made = composer(LANDSCAPE)
    screen = wall(made.screen, LANDSCAPE)
    pages = [*made.compose(showing(OUTAGE), NOW), *made.compose(showing(NEWS), NOW)]

    def rounds(count: int) -> None:
        for number in range(count):
            for page in pages:
                with qtbot.waitSignal(screen.window.frameSwapped):
                    screen.show(replace(page, id=f"{page.id} {number}"))

    rounds(60 // len(pages))
    before = resident_mib()
    rounds(300 // len(pages))
    # It would be 12 MiB if QML took the pages from a property of the board.
    assert resident_mib() - before < 5


def test_the_surfaces_of_clips_are_used_again(wall: MakeWall) -> None:
    # What QML has made of Python's types is never freed: a surface is 12 MiB of frames.
    made = composer(LANDSCAPE)
    screen = wall(made.screen, LANDSCAPE)
    film = next(page for page in made.compose(showing(CAPSULE), NOW) if page.clip)
    (news, *_) = made.compose(showing(NEWS), NOW)
    used = set()
    for token in range(1, 9):
        screen.show(replace(film, id=f"film {token}"), token=token)
        used.add(screen.surface())
        screen.show(replace(news, id=f"news {token}"))
    assert len(used) <= 2


def ink_columns(screen: Wall, page: SlideView, group: str) -> tuple[int, int]:
    """The first and last column in which a line of the group has ink."""
    line = next(line for line in page.texts if line.group == group)
    image = screen.picture()
    ground = image.pixelColor(line.box.x, line.box.y + line.box.height // 2).name()
    dark = [
        x
        for x in range(line.box.x, line.box.right)
        if any(
            image.pixelColor(x, y).name() != ground
            for y in range(line.baseline - line.px // 2, line.baseline, 3)
        )
    ]
    return dark[0], dark[-1]


@pytest.mark.parametrize(
    "text", ["ONEE: انقطاع", "2026 انقطاع", "انقطاع Eau"], ids=["latin first", "digits", "last"]
)
def test_arabic_begins_at_the_right_whatever_its_first_letter(wall: MakeWall, text: str) -> None:
    made = composer(languages=("ar",))
    told = NEWS.model_copy(
        update={"texts": tuple(t.model_copy(update={"title": text}) for t in NEWS.texts[:1])}
    )
    screen = wall(made.screen, LANDSCAPE)
    page = made.compose(showing(told), NOW)[0]
    screen.show(page)
    line = next(line for line in page.texts if line.group == "title.ar")
    first, last = ink_columns(screen, page, "title.ar")
    assert line.box.right - last < line.px / 3
    assert first - line.box.x > line.px


def test_a_still_page_redraws_nothing(wall: MakeWall, qtbot: QtBot) -> None:
    made = composer()
    screen = wall(made.screen, LANDSCAPE)
    furniture = made.furniture(FACTS, NOW)
    screen.board.set_furniture(furniture)
    page = made.compose(showing(NEWS), NOW)[0]
    screen.show(page)
    screen.picture()
    frames: list[int] = []
    screen.window.frameSwapped.connect(lambda: frames.append(1))
    screen.board.set_furniture(made.furniture(FACTS, NOW))
    screen.board.show(replace(page, transition=Transition.CUT))
    qtbot.wait(400)
    assert len(frames) <= 1  # the one that was under way


@pytest.mark.parametrize("transition", [Transition.FADE, Transition.SLIDE])
def test_transitions_end_on_the_new_page(
    wall: MakeWall, qtbot: QtBot, transition: Transition
) -> None:
    made = composer()
    screen = wall(made.screen, LANDSCAPE)
    first, second = made.compose(showing(NEWS), NOW)[:2]
    screen.show(first)
    with qtbot.waitSignal(screen.board.shown) as signal:
        screen.board.show(replace(second, transition=transition))
    assert signal.args == [second.id]
    moved = screen.picture()
    screen.show(first)
    screen.show(second)
    assert moved == screen.picture()


def test_a_page_that_comes_during_a_transition_wins(wall: MakeWall, qtbot: QtBot) -> None:
    made = composer()
    screen = wall(made.screen, LANDSCAPE)
    first, second = made.compose(showing(NEWS), NOW)[:2]
    third = made.compose(showing(OUTAGE, phase=Phase.UPCOMING), NOW)[0]
    screen.show(first)
    screen.board.show(replace(second, transition=Transition.FADE))
    with qtbot.waitSignal(screen.board.shown, check_params_cb=lambda shown: shown == third.id):
        screen.board.show(replace(third, transition=Transition.FADE))
    assert {line.group for line in third.texts} <= {item.objectName() for item in screen.texts()}


def test_captions_come_and_go_with_the_clip(wall: MakeWall, qtbot: QtBot) -> None:
    made = composer()
    screen = wall(made.screen, LANDSCAPE)
    film = next(page for page in made.compose(showing(CAPSULE), NOW) if page.clip)
    screen.show(film, token=7)

    def said() -> set[str]:
        return {item.objectName() for item in screen.texts()} & {"caption.ar", "caption.fr"}

    assert said() == set()
    screen.deck.say(7, Caption("ar", "مرحبا"), Caption("fr", "Bonjour"))
    qtbot.waitUntil(lambda: said() == {"caption.ar", "caption.fr"})
    screen.deck.say(9, Caption("fr", "d’un autre film"))
    screen.deck.say(7)
    qtbot.waitUntil(lambda: said() == set())


@SIZES
def test_the_longest_captions_stay_in_their_slots(wall: MakeWall, size: tuple[int, int]) -> None:
    made = composer(size)
    screen = wall(made.screen, size)
    film = next(page for page in made.compose(showing(CAPSULE), NOW) if page.clip)
    screen.show(film, token=7)
    line = "trente-sept signes et pas un de plus!"
    screen.deck.say(7, Caption("fr", f"{line}\n{line}"), Caption("ar", "كلمات كثيرة " * 6))
    assert film.video
    slots = {slot.language: slot.box for slot in film.video.captions}
    lines = screen.captions()
    assert len(lines) >= 3
    for entry in lines:
        slot = slots[entry["language"]]
        assert entry["box"]["y"] >= slot.y
        assert entry["box"]["y"] + entry["box"]["height"] <= slot.bottom + 2


def test_video_shows_in_its_box(wall: MakeWall) -> None:
    made = composer()
    screen = wall(made.screen, LANDSCAPE)
    film = next(page for page in made.compose(showing(CAPSULE), NOW) if page.clip)
    screen.show(film, token=7)
    assert film.video
    surface, box = screen.surface(), film.video.box
    place = (surface.x(), surface.y(), surface.width(), surface.height())
    assert place == (box.x, box.y, box.width, box.height)
    assert surface.property("token") == 7
    assert surface.property("deck") is screen.deck


# The window


@pytest.mark.parametrize(
    ("orientation", "rotation", "window", "stage"),
    [
        (Orientation.LANDSCAPE, 0, (1920, 1080), (1920, 1080)),
        (Orientation.LANDSCAPE, 180, (1920, 1080), (1920, 1080)),
        (Orientation.PORTRAIT, 90, (1920, 1080), (1080, 1920)),
        (Orientation.PORTRAIT, 270, (3840, 2160), (2160, 3840)),
        (Orientation.PORTRAIT, 0, (1080, 1920), (1080, 1920)),
        (Orientation.PORTRAIT, 0, (1920, 1080), (608, 1080)),
        (Orientation.LANDSCAPE, 0, (1080, 1920), (1080, 608)),
    ],
)
def test_the_stage_s_size(
    orientation: Orientation, rotation: int, window: tuple[int, int], stage: tuple[int, int]
) -> None:
    screen = make.screen(orientation=orientation, rotation=rotation)
    assert stage_size(screen, QSize(*window)) == stage


@pytest.mark.parametrize(("rotation", "clock"), [(90, "bottom"), (270, "top")])
def test_a_turned_panel_shows_the_page_upright_for_who_turns_his_head(
    wall: MakeWall, rotation: int, clock: str
) -> None:
    """Turned clockwise, the stage's right edge is the panel's bottom."""
    made = composer(PORTRAIT, rotation=rotation)
    screen = wall(made.screen, (1920, 1080))
    screen.board.set_furniture(made.furniture(FACTS, NOW))
    screen.show(made.compose(showing(NEWS), NOW)[0])
    (item,) = [text for text in screen.texts() if text.objectName() == "clock"]
    middle = item.mapToScene(item.boundingRect().center())
    assert (middle.y() > 540) is (clock == "bottom")


def test_a_resized_window_asks_for_new_pages(wall: MakeWall, qtbot: QtBot) -> None:
    screen = wall(make.screen(), LANDSCAPE)
    with qtbot.waitSignal(screen.window.stageResized) as signal:
        screen.window.resize(1280, 1080)
    assert signal.args[0] == 1280
    assert screen.window.stage_size == (1280, 1080)


def test_full_screen_has_no_pointer(qtbot: QtBot) -> None:
    window = open_stage(Board(), make.screen(), full_screen=True)
    assert window.cursor().shape().name == "BlankCursor"
    assert isinstance(window, StageWindow)
    window.close()
    window.deleteLater()
