#version 440

// One plane of finished colours.

layout(location = 0) in vec2 place;
layout(location = 0) out vec4 pixel;

layout(std140, binding = 0) uniform Block {
    mat4 matrix;
    mat4 colour;
    vec4 rect;
    float opacity;
} block;

layout(binding = 1) uniform sampler2D picture;

void main() {
    pixel = vec4(texture(picture, place).rgb, 1.0) * block.opacity;
}
