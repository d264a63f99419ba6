pragma ComponentBehavior: Bound

import QtQuick
// The type comes from Python (kiosk/player/video/surface.py), which qmllint cannot see.
import Kiosk.Video // qmllint disable import

// A clip in its box, whole: VideoSurface letterboxes, it never crops.
// qmllint disable import
VideoSurface {
    // qmllint enable import
    required property var slot

    x: slot.box.x
    y: slot.box.y
    width: slot.box.width
    height: slot.box.height
}
