"""The player's composition root: builds everything, runs Qt's loop, stops in reverse order.

The order of the start is the order in which visitors profit: the site and the notices are read
on a thread while Qt and the stage load, and whatever the first slide does not need comes after
it.
"""

from __future__ import annotations

import gc
import logging
import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import Clock, SystemClock
from kiosk.errors import DisplayError, Exit, NoSuchScreen
from kiosk.player.beside import Beside
from kiosk.player.display import choose_display
from kiosk.player.pyside import keep_none_alive

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PlayerOptions:
    """What the command line asks of the player."""

    site: Path
    """The site's folder."""
    data: Path
    """Where the store, the play log and the last good site lie."""
    screen: str | None = None
    """The screen's id; None: the first of the site."""
    full_screen: bool = True
    """False: in a window, for a desk."""
    preview_port: int | None = None
    """Port of the live picture on 127.0.0.1; None: only where there is no display, on 8700 or
    any free port."""
    insist: bool | None = None
    """Whether to run on, and say to visitors that the screen is being set up, when the site
    has no such screen. None: under systemd yes, at a desk no."""
    only_picture: str = "This machine has no display: look at the screen at {address}"
    """What is said of the live picture where there is no display, in the reader's language…"""
    also_picture: str = "The live picture is at {address}"
    """…and where there is one."""


def run_player(options: PlayerOptions, clock: Clock | None = None) -> Exit:
    """Show the screen until a signal says stop.

    Returns:
        OK after SIGTERM, INTERRUPTED after Ctrl-C, NOTHING when the site has no such screen.

    Raises:
        DisplayError: no window can be opened. What to do stands in the message.
        StoreError: the data folder cannot be made.
        FolderBusy: another player shows this screen from it.
        NoSuchScreen: the site does not have the screen that was asked for.
    """
    # All of this before PySide6: from then on its import hook reads the source text of every
    # module that is imported, which takes time, and trips over modules that are half imported
    # by another thread.
    from kiosk.player.source import Source
    from kiosk.site.watch import files_of
    from kiosk.store.content import ContentStore
    from kiosk.store.folder import DataFolder
    from kiosk.store.holding import only_player

    keep_none_alive()
    gc.disable()  # until the first slide stands; then `Show` collects, on Qt's thread
    choice = choose_display(os.environ)
    os.environ.update(choice.environment)
    log.info("display chosen: way=%s because=%r", choice.way, choice.why)
    clock = clock or SystemClock()
    data = DataFolder(options.data).make()
    with ExitStack() as stack:
        store = ContentStore(data)
        stack.callback(store.close)
        insists = _insists(options)
        source = Source(options.site, data, store, options.screen, clock, insists=insists)
        version, files = store.data_version(), files_of(options.site)
        # It goes through all modules that there are; were one imported by the thread below
        # meanwhile, it would end this process ("dictionary changed size during iteration").
        import shiboken6  # noqa: F401 - for that alone

        # Beside each other: the site is read while Qt and the stage are loaded.
        first = Beside(lambda: source.load(site=True, notices=True), "first reading")
        application = _application()
        from kiosk.player.show import Show

        loaded = first.result()
        if not loaded.known and not insists:
            raise NoSuchScreen(options.screen or "", loaded.screens)
        stack.enter_context(only_player(data, loaded.screen.id))
        show = Show(options, clock, data, loaded, choice.way)
        stack.callback(show.close)
        show.watch(source, store, version, files)
        application.exec()
        return show.exit


def _application() -> QGuiApplication:
    """Qt's application, with the messages of Qt in our log.

    Raises:
        DisplayError: Qt aborts the process itself when a platform cannot be opened; so the
            platforms whose failure can be told beforehand are told here.
    """
    from PySide6.QtGui import QGuiApplication

    from kiosk.player.qtlog import log_qt

    log_qt()
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    QGuiApplication.setApplicationName("kiosk")
    QGuiApplication.setDesktopFileName("kiosk")
    application = QGuiApplication(["kiosk"])
    if application.primaryScreen() is None:
        raise DisplayError(
            f"Qt's platform {application.platformName()} found no panel. Is one plugged in and on,"
            " and does no other program show its picture there?"
        )
    application.setQuitOnLastWindowClosed(True)
    return application


def _insists(options: PlayerOptions) -> bool:
    """On a wall a message to visitors is better than an exit code that nobody reads."""
    return bool(os.environ.get("INVOCATION_ID")) if options.insist is None else options.insist
