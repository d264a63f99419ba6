#!/bin/sh
# Bakes the shaders beside this file into .qsb files, which are committed: a kiosk has no baker.
# Run it after a change. Needs `qsb` (Debian: qt6-shader-baker); newer Qt reads what older ones bake.
set -eu
cd "$(dirname "$0")"
qsb=$(command -v qsb || echo /usr/lib/qt6/bin/qsb)
for source in *.vert *.frag; do
    "$qsb" --glsl "100 es,120,150,300 es" --hlsl 50 --msl 12 -o "$source.qsb" "$source"
done
