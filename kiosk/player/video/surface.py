"""`VideoSurface`, the item of QML that draws a clip's frames: whole, upright, in proportion."""

from __future__ import annotations

import os
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Property, QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import qmlRegisterType
from PySide6.QtQuick import (
    QQuickItem,
    QQuickWindow,
    QSGImageNode,
    QSGNode,
    QSGRendererInterface,
    QSGTexture,
)
from shiboken6 import Shiboken

from kiosk.player.video import swscale
from kiosk.player.video.frames import Frame, FramePool, Geometry, Layout
from kiosk.player.video.swscale import Converter

if TYPE_CHECKING:
    from kiosk.player.video.deck import Deck
    from kiosk.player.video.gpu import GpuNode

GPU_BY_PROCESSOR = ("llvmpipe", "softpipe", "swrast", "swiftshader", "lavapipe")
"""Names of drivers that are no graphics processor."""


_SETTINGS = {
    # Qt's render thread would run Python too: then whatever waits for that thread while it holds
    # Python's lock, such as QQuickWindow.grabWindow, waits for ever.
    "QSG_RENDER_LOOP": "basic",
    # Pages are flat and cut at right angles. These two buffers, cleared for every frame, cost
    # 8 MB and, where OpenGL runs on the processor, 1 ms a frame at full HD.
    "QSG_NO_DEPTH_BUFFER": "1",
    "QSG_NO_STENCIL_BUFFER": "1",
}
"""For Qt Quick, where the environment does not say otherwise."""


class Way(Enum):
    """How a window draws."""

    PAINTER = auto()
    """Qt's software scene graph."""
    PROCESSOR = auto()
    """OpenGL or Vulkan, carried out by the processor."""
    GPU = auto()


def way_of(window: QQuickWindow) -> Way:
    """How this window draws; its scene graph must be initialised."""
    interface = window.rendererInterface()
    if not QSGRendererInterface.isApiRhiBased(interface.graphicsApi()):
        return Way.PAINTER
    info: Any = window.rhi().driverInfo()  # PySide declares its fields as methods
    name = bytes(info.deviceName.data()).decode("utf-8", "replace").lower()
    return Way.PROCESSOR if any(part in name for part in GPU_BY_PROCESSOR) else Way.GPU


def preferred_layout() -> Layout:
    """What frames should be like for the windows of this application."""
    if swscale.available():
        return Layout.I420
    for window in QGuiApplication.allWindows():
        if isinstance(window, QQuickWindow) and window.isSceneGraphInitialized():
            return Layout.RV32 if way_of(window) is Way.PAINTER else Layout.I420
    # Nothing was drawn yet. Packed frames can be drawn everywhere.
    return Layout.RV32


def fitted(geometry: Geometry, width: float, height: float) -> QRectF:
    """Where a frame lies in an item of this size: as large as it fits, in the middle, on whole
    pixels where that keeps it unscaled."""
    scale = min(width / geometry.aspect, height)
    box_width, box_height = scale * geometry.aspect, scale
    if abs(box_width - geometry.width) < 1 and abs(box_height - geometry.height) < 1:
        box_width, box_height = geometry.width, geometry.height
    left, top = (width - box_width) / 2, (height - box_height) / 2
    return QRectF(round(left), round(top), box_width, box_height)


class VideoSurface(QQuickItem):
    """Draws the frames of the clip `token` of `deck`, letterboxed without bars.

    Once it has a picture it keeps the last one, also when the clip is over or stopped, until it
    gets another token; 0 is none, and lets go of everything. It redraws when a new frame came,
    and only then.

    Make few, and keep them: PySide never frees an object of Python that QML has made (6.12.0).
    """

    deckChanged = Signal()  # noqa: N815
    tokenChanged = Signal()  # noqa: N815
    _more = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setFlag(QQuickItem.Flag.ItemHasContents)
        self._deck: Deck | None = None
        self._token = 0
        self._pool: FramePool | None = None
        self._frame: Frame | None = None
        self._drawing: _ImagePainter | GpuNode | None = None
        # Another frame waits: after this one has been drawn, not while it is.
        self._more.connect(self.update, Qt.ConnectionType.QueuedConnection)

    def _get_deck(self) -> QObject | None:
        return self._deck

    def _set_deck(self, deck: QObject | None) -> None:
        if deck is self._deck:
            return
        if self._deck is not None and Shiboken.isValid(self._deck):  # else it went first
            self._deck.frameArrived.disconnect(self._on_frame)
        self._deck = cast("Deck | None", deck)
        if self._deck is not None:
            self._deck.frameArrived.connect(self._on_frame, Qt.ConnectionType.QueuedConnection)
        self.deckChanged.emit()
        self._tune()

    def _get_token(self) -> int:
        return self._token

    def _set_token(self, token: int) -> None:
        if token != self._token:
            self._token = token
            self.tokenChanged.emit()
            self._tune()

    deck = Property(QObject, _get_deck, _set_deck, notify=deckChanged)
    token = Property(int, _get_token, _set_token, notify=tokenChanged)

    def _tune(self) -> None:
        """Deck or token are new."""
        pool = self._deck.frames(self._token) if self._deck is not None and self._token else None
        if pool is not self._pool:
            if self._pool is not None:
                self._pool.give_back(self._frame)
            self._pool, self._frame = pool, None
            self.update()

    # Declared, not only connected: PySide adds an undeclared slot to the object's meta object
    # on connecting, and where QML has added properties of its own by then (Video.qml does) the
    # calls end up nowhere.
    @Slot(int)
    def _on_frame(self, token: int) -> None:
        if token == self._token:
            self.update()

    def geometryChange(self, new: QRectF | QRect, old: QRectF | QRect) -> None:
        super().geometryChange(new, old)
        self.update()

    def updatePaintNode(  # type: ignore[override]
        self, old: QSGNode | None, _data: Any
    ) -> QSGNode | None:
        pool, deck = self._pool, self._deck
        if pool is None or deck is None:
            return self._nothing(old)
        frame, more = pool.advance(self._frame)
        fresh = frame is not self._frame
        self._frame = frame
        if frame is None:
            return self._nothing(old)
        if self.width() <= 0 or self.height() <= 0:
            return old
        if old is None or self._drawing is None:
            self._drawing = self._new_drawing()
        target = fitted(frame.geometry, self.width(), self.height())
        area = QRectF(0, 0, self.width(), self.height())
        node = self._drawing.set(old, frame, target, area)
        if fresh:
            node.markDirty(QSGNode.DirtyStateBit.DirtyMaterial)
            deck.handed(self._token)
        if more:
            self._more.emit()
        return node

    def _nothing(self, old: QSGNode | None) -> QSGNode | None:
        """The node that stands for no picture."""
        return None if old is None or self._drawing is None else self._drawing.clear(old)

    def _new_drawing(self) -> _ImagePainter | GpuNode:
        window = self.window()
        way = way_of(window)
        if way is Way.PAINTER:
            return _ImagePainter(window)
        # Modules that only a window with such a scene graph can use.
        if way is Way.PROCESSOR and _is_opengl(window) and swscale.available():
            from kiosk.player.video.blit import BlitNode

            return BlitNode(window)
        from kiosk.player.video.gpu import GpuNode

        return GpuNode(window)


def _is_opengl(window: QQuickWindow) -> bool:
    return window.rendererInterface().graphicsApi() is QSGRendererInterface.GraphicsApi.OpenGL


class _ImagePainter:
    """Draws frames through an image node of the software scene graph.

    No object of the scene graph is held here from one frame to the next. Qt deletes its nodes and
    textures without telling PySide, which goes on taking whatever comes to lie at such an address
    for the object that was there before, as long as Python has not let go of that.
    """

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._shown: tuple[Frame, int, QRectF] | None = None
        self._converter: Converter | None = None
        self._picture: QImage | None = None

    def set(self, old: QSGNode | None, frame: Frame, target: QRectF, _area: QRectF) -> QSGNode:
        """The node that draws this frame: `old`, which is this painter's of the frame before, or
        a new one."""
        node = cast("QSGImageNode | None", old)
        if node is None:
            node = self._window.createImageNode()
            node.setOwnsTexture(True)
        elif self._shown == (frame, frame.number, target):
            return node
        self._shown = (frame, frame.number, target)
        picture = self._converted(frame, target) or _packed(frame)
        texture = self._window.createTextureFromImage(
            picture, QQuickWindow.CreateTextureOption.TextureIsOpaque
        )
        node.setTexture(texture)
        Shiboken.invalidate(texture)  # else the window would hold it, for as long as it lives
        ratio = self._window.effectiveDevicePixelRatio()
        unscaled = (round(target.width() * ratio), round(target.height() * ratio)) == (
            picture.width(), picture.height(),
        )  # fmt: skip
        filtering = QSGTexture.Filtering.Nearest if unscaled else QSGTexture.Filtering.Linear
        node.setFiltering(filtering)
        node.setRect(target)
        return node

    def clear(self, old: QSGNode) -> QSGNode | None:
        """No node: `old` and the memory of conversions are given back."""
        Shiboken.delete(old)  # Qt leaves that to whoever returns no node
        self._shown = self._picture = None
        if self._converter is not None:
            self._converter.close()
            self._converter = None
        return None

    def _converted(self, frame: Frame, target: QRectF) -> QImage | None:
        """The frame in colours and in the size in which it is drawn; None: it is packed."""
        if frame.geometry.layout is Layout.RV32:
            return None
        ratio = self._window.effectiveDevicePixelRatio()
        width = max(1, round(target.width() * ratio))
        height = max(1, round(target.height() * ratio))
        converter = self._converter
        if converter is None or not converter.fits(frame.geometry, width, height):
            if converter is not None:
                converter.close()
            self._converter = converter = Converter(frame.geometry, width, height)
            self._picture = QImage(
                memoryview(converter.memory), width, height, converter.pitch,
                QImage.Format.Format_RGB32,
            )  # fmt: skip
        converter.convert(frame)
        return self._picture


def _packed(frame: Frame) -> QImage:
    """A picture over the frame's own memory; made once for each."""
    if frame.picture is None:
        plane = frame.geometry.planes[0]
        frame.picture = QImage(
            memoryview(frame.memory), plane.width, plane.height, plane.pitch,
            QImage.Format.Format_RGB32,
        )  # fmt: skip
    return cast("QImage", frame.picture)


def register() -> None:
    """Makes `import Kiosk.Video` known to QML, once; before the first window."""
    if not _registered:
        for name, value in _SETTINGS.items():
            os.environ.setdefault(name, value)
        qmlRegisterType(VideoSurface, "Kiosk.Video", 1, 0, "VideoSurface")  # type: ignore[call-overload]
        _registered.append(True)


_registered: list[bool] = []
