"""Copies frames into the window where OpenGL itself runs on the processor (Mesa's llvmpipe).

There a shader over a full-HD screen costs 12 to 35 ms a frame. A copy of pixels that are the
window's own, in format and size, costs 2 ms. It can copy only what lies upright and opaque;
everything else is drawn as on a graphics processor.
"""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QOpenGLContext, QVector4D
from PySide6.QtQuick import QQuickWindow, QSGRenderNode

from kiosk.player.video.frames import Frame, Layout
from kiosk.player.video.gpu import GpuNode
from kiosk.player.video.swscale import Converter

_TEXTURE_2D = 0x0DE1
_TEXTURE0 = 0x84C0
_MAG_FILTER, _MIN_FILTER, _NEAREST = 0x2800, 0x2801, 0x2600
_RGBA, _BGRA, _UNSIGNED_BYTE = 0x1908, 0x80E1, 0x1401
_READ_FRAMEBUFFER, _COLOR_ATTACHMENT0 = 0x8CA8, 0x8CE0
_SCISSOR_TEST, _COLOR_BUFFER_BIT = 0x0C11, 0x4000
_READ_FRAMEBUFFER_BINDING = 0x8CAA
_UNPACK_ROW_LENGTH = 0x0CF2

_int, _uint, _pointer = ctypes.c_int, ctypes.c_uint, ctypes.c_void_p


class BlitNode(GpuNode):
    """Draws one frame, by copying where that is possible."""

    DEPTH_AWARE = False  # a copy knows no depth: what lies above must be drawn after it

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self._gl: _OpenGL | None = None
        self._texture = 0
        self._framebuffer = 0
        self._converter: Converter | None = None
        self._copied: tuple[Frame, int] | None = None
        self._place: QRect | None = None

    def flags(self) -> QSGRenderNode.RenderingFlag:  # type: ignore[override]
        return QSGRenderNode.RenderingFlag.BoundedRectRendering

    def prepare(self) -> None:
        self._place = self._pixels()
        if self._place is None:
            super().prepare()

    def render(self, state: QSGRenderNode.RenderState) -> None:
        place, frame = self._place, self._frame
        if place is None or frame is None:
            super().render(state)
            return
        commands = self.commandBuffer()
        commands.beginExternal()
        self._copy(frame, place, state)
        commands.endExternal()

    def releaseResources(self) -> None:
        super().releaseResources()
        if self._gl is not None and QOpenGLContext.currentContext() is not None:
            self._gl.delete_texture(self._texture)
            self._gl.delete_framebuffer(self._framebuffer)
        self._gl = None
        self._copied = None
        if self._converter is not None:
            self._converter.close()
            self._converter = None

    def _pixels(self) -> QRect | None:
        """The pixels of the window that it fills; None: it cannot be copied."""
        frame = self._frame
        if frame is None or frame.geometry.layout is Layout.RV32:
            return None
        if self._blends():
            return None
        size = self.renderTarget().pixelSize()
        matrix = self.projectionMatrix() * self.matrix()
        corners = []
        for point in (self._target.topLeft(), self._target.bottomRight()):
            clip = matrix.map(QVector4D(point.x(), point.y(), 0.0, 1.0))
            corners.append(
                QPointF((clip.x() + 1) / 2 * size.width(), (1 - clip.y()) / 2 * size.height())
            )
        first, last = corners
        left, top = round(first.x()), round(first.y())
        place = QRect(left, top, round(last.x()) - left, round(last.y()) - top)
        # Turned, one of its sides would run backwards, or be the other's length.
        wanted, found = (
            self._target.width() / self._target.height(),
            place.width() / max(1, place.height()),
        )
        upright = place.width() > 0 and place.height() > 0 and abs(found / wanted - 1) < 0.02
        return place if upright else None

    def _copy(self, frame: Frame, place: QRect, state: QSGRenderNode.RenderState) -> None:
        if self._gl is None:
            self._gl = _OpenGL()
            self._texture, self._framebuffer = self._gl.new_texture(), self._gl.new_framebuffer()
        gl, width, height = self._gl, place.width(), place.height()
        gl.active_texture(_TEXTURE0)
        gl.bind_texture(_TEXTURE_2D, self._texture)
        converter = self._converter
        if converter is None or not converter.fits(frame.geometry, width, height):
            if converter is not None:
                converter.close()
            self._converter = converter = Converter(frame.geometry, width, height)
            # Unsized, so that Mesa keeps the pixels in the order in which they come, which is
            # that of the window.
            gl.tex_image(_TEXTURE_2D, 0, _RGBA, width, height, 0, _BGRA, _UNSIGNED_BYTE, None)
            gl.tex_parameter(_TEXTURE_2D, _MIN_FILTER, _NEAREST)
            gl.tex_parameter(_TEXTURE_2D, _MAG_FILTER, _NEAREST)
            self._copied = None
        if self._copied != (frame, frame.number):
            converter.convert(frame)
            gl.pixel_store(_UNPACK_ROW_LENGTH, converter.pitch // 4)
            gl.tex_sub_image(
                _TEXTURE_2D, 0, 0, 0, width, height, _BGRA, _UNSIGNED_BYTE, converter.address
            )
            gl.pixel_store(_UNPACK_ROW_LENGTH, 0)
            self._copied = (frame, frame.number)
        before = gl.integer(_READ_FRAMEBUFFER_BINDING)
        gl.bind_framebuffer(_READ_FRAMEBUFFER, self._framebuffer)
        gl.framebuffer_texture(_READ_FRAMEBUFFER, _COLOR_ATTACHMENT0, _TEXTURE_2D, self._texture, 0)
        # The frame's first line is the top one; OpenGL counts from the bottom.
        window = self.renderTarget().pixelSize()
        top = window.height() - place.y()
        whole = QRect(place.x(), top - height, width, height)
        seen = whole.intersected(QRect(0, 0, window.width(), window.height()))
        if state.scissorEnabled():
            seen = seen.intersected(state.scissorRect())
        if not seen.isEmpty():
            left, right = seen.x(), seen.x() + seen.width()
            low, high = seen.y(), seen.y() + seen.height()
            gl.disable(_SCISSOR_TEST)
            gl.blit(
                left - whole.x(), top - high, right - whole.x(), top - low,
                left, high, right, low, _COLOR_BUFFER_BIT, _NEAREST,
            )  # fmt: skip
        gl.bind_framebuffer(_READ_FRAMEBUFFER, before)


class _OpenGL:
    """The few functions of OpenGL that a copy takes, of the current context."""

    def __init__(self) -> None:
        self.active_texture = _function("glActiveTexture", _uint)
        self.bind_texture = _function("glBindTexture", _uint, _uint)
        self.tex_image = _function(
            "glTexImage2D", _uint, _int, _int, _int, _int, _int, _uint, _uint, _pointer
        )
        self.tex_sub_image = _function(
            "glTexSubImage2D", _uint, _int, _int, _int, _int, _int, _uint, _uint, _pointer
        )
        self.tex_parameter = _function("glTexParameteri", _uint, _uint, _int)
        self.bind_framebuffer = _function("glBindFramebuffer", _uint, _uint)
        self.framebuffer_texture = _function(
            "glFramebufferTexture2D", _uint, _uint, _uint, _uint, _int
        )
        self.disable = _function("glDisable", _uint)
        self.pixel_store = _function("glPixelStorei", _uint, _int)
        self.blit = _function("glBlitFramebuffer", *(_int,) * 8, _uint, _uint)
        self._gen_textures = _function("glGenTextures", _int, _pointer)
        self._gen_framebuffers = _function("glGenFramebuffers", _int, _pointer)
        self._delete_textures = _function("glDeleteTextures", _int, _pointer)
        self._delete_framebuffers = _function("glDeleteFramebuffers", _int, _pointer)
        self._get_integer = _function("glGetIntegerv", _uint, _pointer)

    def new_texture(self) -> int:
        return self._one(self._gen_textures)

    def new_framebuffer(self) -> int:
        return self._one(self._gen_framebuffers)

    def delete_texture(self, name: int) -> None:
        self._delete_textures(1, ctypes.byref(_uint(name)))

    def delete_framebuffer(self, name: int) -> None:
        self._delete_framebuffers(1, ctypes.byref(_uint(name)))

    def integer(self, name: int) -> int:
        value = _int()
        self._get_integer(name, ctypes.byref(value))
        return value.value

    def _one(self, generate: Any) -> int:
        name = _uint()
        generate(1, ctypes.byref(name))
        return name.value


def _function(name: str, *arguments: Any) -> Any:
    context = QOpenGLContext.currentContext()
    address = context.getProcAddress(name.encode())
    return ctypes.CFUNCTYPE(None, *arguments)(int(address))
