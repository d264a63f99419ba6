#version 440

// Three planes of luma and chroma to colours.

layout(location = 0) in vec2 place;
layout(location = 0) out vec4 pixel;

layout(std140, binding = 0) uniform Block {
    mat4 matrix;
    mat4 colour;
    vec4 rect;
    float opacity;
} block;

layout(binding = 1) uniform sampler2D y;
layout(binding = 2) uniform sampler2D u;
layout(binding = 3) uniform sampler2D v;

void main() {
    vec4 yuv = vec4(texture(y, place).r, texture(u, place).r, texture(v, place).r, 1.0);
    pixel = vec4(clamp((block.colour * yuv).rgb, 0.0, 1.0), 1.0) * block.opacity;
}
