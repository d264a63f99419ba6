"""Draws frames with the graphics processor, in the scene graph's own pass.

The planes are uploaded as they come from the decoder and converted by a shader, once per pixel
of the screen. (`QQuickRhiItem` would draw into a texture of its own first: one more pass over
every pixel, which a Raspberry Pi 4 at full HD feels.)

Everything in here runs on the thread that renders.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import (
    QRhi,
    QRhiBuffer,
    QRhiGraphicsPipeline,
    QRhiResource,
    QRhiSampler,
    QRhiScissor,
    QRhiShaderResourceBinding,
    QRhiShaderResourceBindings,
    QRhiShaderStage,
    QRhiTexture,
    QRhiTextureSubresourceUploadDescription,
    QRhiTextureUploadDescription,
    QRhiTextureUploadEntry,
    QRhiVertexInputAttribute,
    QRhiVertexInputBinding,
    QRhiVertexInputLayout,
    QRhiViewport,
    QShader,
)
from PySide6.QtQuick import QQuickWindow, QSGNode, QSGRenderNode
from shiboken6 import Shiboken, VoidPtr

from kiosk.player.video.colour import matrix_of
from kiosk.player.video.frames import Frame, Geometry, Layout

_SHADERS = Path(__file__).with_name("shaders")
_CORNERS = struct.pack("8f", 0, 0, 1, 0, 0, 1, 1, 1)
_BLOCK = struct.Struct("16f16f4f1f12x")
_NO_COLOUR = (0.0,) * 16


class GpuNode(QSGRenderNode):
    """Draws one frame into a rectangle of its item."""

    DEPTH_AWARE = True
    """Whether the scene graph may draw what lies above it first and leave it to the depth test
    to keep that."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self._window = window
        self._frame: Frame | None = None
        self._fresh = False
        self._target = QRectF()
        self._area = QRectF()
        self._geometry: Geometry | None = None
        self._textures: list[QRhiTexture] = []
        self._bindings: QRhiShaderResourceBindings | None = None
        self._buffers: list[QRhiBuffer] = []
        self._sampler: QRhiSampler | None = None
        self._pipelines: dict[bool, QRhiGraphicsPipeline] = {}
        self._pass = 0

    def set(self, _old: QSGNode | None, frame: Frame, target: QRectF, area: QRectF) -> QSGNode:
        """What to draw from now on, and where in the item, which covers `area`; → itself."""
        self._fresh = self._fresh or frame is not self._frame
        self._frame = frame
        self._target = QRectF(target)
        self._area = QRectF(area)
        return self

    def clear(self, _old: QSGNode) -> QSGNode | None:
        """Draw nothing until the next frame; → itself. It stays, with what it has made on the
        graphics processor: nobody would give that back after it."""
        self._frame = None
        self.markDirty(QSGNode.DirtyStateBit.DirtyMaterial)
        return self

    # What the scene graph asks

    def flags(self) -> QSGRenderNode.RenderingFlag:  # type: ignore[override]
        flags = (
            QSGRenderNode.RenderingFlag.BoundedRectRendering
            | QSGRenderNode.RenderingFlag.NoExternalRendering
        )
        if self.DEPTH_AWARE:
            flags |= QSGRenderNode.RenderingFlag.DepthAwareRendering
        return flags

    def changedStates(self) -> QSGRenderNode.StateFlag:
        return QSGRenderNode.StateFlag.ViewportState | QSGRenderNode.StateFlag.ScissorState

    def rect(self) -> QRectF:
        return self._area

    def releaseResources(self) -> None:
        """The graphics device goes away, or nothing is drawn any more."""
        resources: list[QRhiResource | None] = [
            *self._pipelines.values(), self._bindings, *self._textures, *self._buffers,
            self._sampler,
        ]  # fmt: skip
        for resource in resources:
            if resource is not None:
                resource.deleteLater()
        self._pipelines.clear()
        self._textures.clear()
        self._buffers.clear()
        self._bindings = self._sampler = self._geometry = None
        self._pass = 0

    def prepare(self) -> None:
        """Before the pass: uploads."""
        frame = self._frame
        if frame is None:
            return
        rhi = self._window.rhi()
        batch = rhi.nextResourceUpdateBatch()
        if not self._buffers:
            vertices = rhi.newBuffer(
                QRhiBuffer.Type.Immutable, QRhiBuffer.UsageFlag.VertexBuffer, len(_CORNERS)
            )
            block = rhi.newBuffer(
                QRhiBuffer.Type.Dynamic, QRhiBuffer.UsageFlag.UniformBuffer, _BLOCK.size
            )
            vertices.create()
            block.create()
            self._buffers = [vertices, block]
            batch.uploadStaticBuffer(vertices, 0, len(_CORNERS), _pointer(_CORNERS))
        if frame.geometry != self._geometry:
            self._shape(rhi, frame.geometry)
            self._fresh = True
        if self._fresh:
            for texture, plane in zip(self._textures, frame.geometry.planes, strict=True):
                size = plane.pitch * plane.height
                # `bytes` would be copied twice.
                data: Any = VoidPtr(frame.address + plane.offset, size)  # type: ignore[call-arg]
                part = QRhiTextureSubresourceUploadDescription(data, size)
                part.setDataStride(plane.pitch)
                batch.uploadTexture(
                    texture, QRhiTextureUploadDescription(QRhiTextureUploadEntry(0, 0, part))
                )
            self._fresh = False
        values = self._block()
        batch.updateDynamicBuffer(self._buffers[1], 0, len(values), _pointer(values))
        self._pipeline(rhi, frame.geometry.layout)
        self.commandBuffer().resourceUpdate(batch)

    def render(self, state: QSGRenderNode.RenderState) -> None:
        """In the pass: one rectangle."""
        pipeline = self._pipelines.get(self._blends())
        if self._frame is None or pipeline is None:
            return
        commands = self.commandBuffer()
        size = self.renderTarget().pixelSize()
        commands.setGraphicsPipeline(pipeline)
        commands.setViewport(QRhiViewport(0, 0, size.width(), size.height()))
        if state.scissorEnabled():
            clip = state.scissorRect()
            commands.setScissor(QRhiScissor(clip.x(), clip.y(), clip.width(), clip.height()))
        else:
            commands.setScissor(QRhiScissor(0, 0, size.width(), size.height()))
        commands.setShaderResources()
        commands.setVertexInput(0, [(self._buffers[0], 0)])
        commands.draw(4)

    # Inside

    def _blends(self) -> bool:
        return self.inheritedOpacity() < 1.0

    def _block(self) -> bytes:
        matrix = self.projectionMatrix() * self.matrix()
        geometry = self._geometry
        colour = matrix_of(geometry) if geometry is not None else _NO_COLOUR
        x, y = self._target.x(), self._target.y()
        size = self._target.width(), self._target.height()
        return _BLOCK.pack(*matrix.data(), *colour, x, y, *size, self.inheritedOpacity())

    def _shape(self, rhi: QRhi, geometry: Geometry) -> None:
        """Textures and bindings for frames of this shape."""
        old: list[QRhiResource | None] = [
            *self._pipelines.values(), self._bindings, *self._textures,
        ]  # fmt: skip
        for resource in old:
            if resource is not None:
                resource.deleteLater()
        self._pipelines.clear()
        if self._sampler is None:
            linear, edge = QRhiSampler.Filter.Linear, QRhiSampler.AddressMode.ClampToEdge
            self._sampler = rhi.newSampler(linear, linear, QRhiSampler.Filter.None_, edge, edge)
            self._sampler.create()
        packed = geometry.layout is Layout.RV32
        form = QRhiTexture.Format.BGRA8 if packed else QRhiTexture.Format.R8
        self._textures = []
        for plane in geometry.planes:
            texture = rhi.newTexture(form, QSize(plane.width, plane.height))
            texture.create()
            self._textures.append(texture)
        stages = QRhiShaderResourceBinding.StageFlag
        self._bindings = rhi.newShaderResourceBindings()
        self._bindings.setBindings(
            [
                QRhiShaderResourceBinding.uniformBuffer(
                    0, stages.VertexStage | stages.FragmentStage, self._buffers[1]
                ),
                *(
                    QRhiShaderResourceBinding.sampledTexture(
                        index, stages.FragmentStage, texture, self._sampler
                    )
                    for index, texture in enumerate(self._textures, start=1)
                ),
            ]
        )
        self._bindings.create()
        self._geometry = geometry

    def _pipeline(self, rhi: QRhi, layout: Layout) -> None:
        """A pipeline for how it must be drawn now, unless there is one."""
        target = self.renderTarget()
        # Its address: Qt deletes it whenever it likes, and tells nobody who holds it.
        render_pass = Shiboken.getCppPointer(target.renderPassDescriptor())[0]
        if self._pass != render_pass:
            for old in self._pipelines.values():
                old.deleteLater()
            self._pipelines.clear()
            self._pass = render_pass
        if self._blends() in self._pipelines:
            return
        pipeline = rhi.newGraphicsPipeline()
        fragment = "packed" if layout is Layout.RV32 else "planes"
        pipeline.setShaderStages(
            [
                QRhiShaderStage(QRhiShaderStage.Type.Vertex, _shader("frame.vert")),
                QRhiShaderStage(QRhiShaderStage.Type.Fragment, _shader(f"{fragment}.frag")),
            ]
        )
        pipeline.setTopology(QRhiGraphicsPipeline.Topology.TriangleStrip)
        corners = QRhiVertexInputLayout()
        corners.setBindings([QRhiVertexInputBinding(8)])
        corners.setAttributes(
            [QRhiVertexInputAttribute(0, 0, QRhiVertexInputAttribute.Format.Float2, 0)]
        )
        pipeline.setVertexInputLayout(corners)
        blend = QRhiGraphicsPipeline.TargetBlend()
        blend.enable = self._blends()  # premultiplied, as all of Qt Quick
        pipeline.setTargetBlends([blend])
        pipeline.setFlags(QRhiGraphicsPipeline.Flag.UsesScissor)
        pipeline.setDepthTest(self.DEPTH_AWARE)
        pipeline.setDepthOp(QRhiGraphicsPipeline.CompareOp.LessOrEqual)
        pipeline.setDepthWrite(False)
        pipeline.setSampleCount(target.sampleCount())
        if self._bindings is not None:
            pipeline.setShaderResourceBindings(self._bindings)
        pipeline.setRenderPassDescriptor(target.renderPassDescriptor())
        pipeline.create()
        self._pipelines[self._blends()] = pipeline


def _pointer(data: bytes) -> Any:
    """For functions that copy what it points to before they return. (Every release of PySide
    takes pointers; only newer ones take bytes.)"""
    return VoidPtr(data)  # type: ignore[arg-type]


def _shader(name: str) -> QShader:
    return QShader.fromSerialized((_SHADERS / f"{name}.qsb").read_bytes())
