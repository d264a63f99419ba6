"""What QML binds to: the page that shows, the furniture, and word of when a change is over."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.player.stage.captions import caption_lines
from kiosk.player.stage.fonts import font
from kiosk.player.stage.view import Furniture, SlideView, TextLine


def plain(value: Any) -> Any:
    """Frozen values → maps, lists, strings and numbers, as QML reads them."""
    if is_dataclass(value):
        made = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, TextLine):
            # The very font that measured the line; a list of families is lost in QML.
            made["font"] = font(value.face, value.px, bold=value.bold)
        return made
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    return str(value) if isinstance(value, str) else value


class Board(QObject):
    """The one object that the stage's QML knows. Values go in here; QML only shows them.

    Values reach QML as arguments of signals. PySide never frees a map or list that QML reads
    from a property or takes from a slot of a Python object (6.12.0): 40 KB a page.

    `deck` is the object that plays videos (None: pages with a clip show its box empty).
    """

    viewPut = Signal("QVariantMap", int)  # type: ignore[arg-type]  # noqa: N815
    """The page that shows from now on, and the token of its clip."""
    furnished = Signal("QVariantMap")  # type: ignore[arg-type]
    captioned = Signal("QVariantList")  # type: ignore[arg-type]
    shown = Signal(str)
    """The view of that id stands: its transition is over. A cut says so at once."""

    def __init__(self, deck: QObject | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deck = deck
        self._view: dict[str, Any] = {}
        self._token = 0
        self._furniture: dict[str, Any] = {}
        self._captions: list[Any] = []
        if deck is not None:
            deck.captionsChanged.connect(self._caption)  # type: ignore[attr-defined]
        self.current: SlideView | None = None
        """The view that was shown last."""

    def show(self, view: SlideView, token: int = 0) -> None:
        """Replace the page by this one, with its transition.

        `token` names the clip of `deck` that its video slot draws. Ends with `shown(view.id)`.
        Showing the same view with the same token again changes nothing and signals nothing.
        """
        if view == self.current and token == self._token:
            return
        self.current = view
        self._token = token
        self._view = plain(view)
        self._caption(token)
        self.viewPut.emit(self._view, token)

    def set_furniture(self, furniture: Furniture) -> None:
        """Replace header and footer; what did not change is not drawn again."""
        value = plain(furniture)
        if value != self._furniture:
            self._furniture = value
            self.furnished.emit(value)

    @Slot()
    def repeat(self) -> None:
        """Everything as it is now: asked for by a stage that has just been opened."""
        self.furnished.emit(self._furniture)
        self.captioned.emit(self._captions)
        if self._view:
            self.viewPut.emit(self._view, self._token)

    @Slot(str)
    def settled(self, view_id: str) -> None:
        """QML's word that the transition to that view is over."""
        if self.current is not None and self.current.id == view_id:
            self.shown.emit(view_id)

    def _caption(self, token: int) -> None:
        if token != self._token:
            return
        slot = self.current.video if self.current else None
        said = self._deck.captions(token) if slot and token and self._deck else ()  # type: ignore[attr-defined]
        lines = plain(caption_lines(slot, said)) if slot else []
        if lines != self._captions:
            self._captions = lines
            self.captioned.emit(lines)

    def _get_deck(self) -> QObject | None:
        return self._deck

    deck = Property(QObject, _get_deck, constant=True)
