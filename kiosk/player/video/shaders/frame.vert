#version 440

// A rectangle that fills `rect` (in the item's coordinates) with the whole frame.

layout(location = 0) in vec2 corner;
layout(location = 0) out vec2 place;

layout(std140, binding = 0) uniform Block {
    mat4 matrix;
    mat4 colour;
    vec4 rect;
    float opacity;
} block;

void main() {
    place = corner;
    gl_Position = block.matrix * vec4(block.rect.xy + corner * block.rect.zw, 0.0, 1.0);
}
