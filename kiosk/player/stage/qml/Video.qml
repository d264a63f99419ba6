pragma ComponentBehavior: Bound

import QtQuick
// The type comes from Python (kiosk/player/video/surface.py), which qmllint cannot see.
import Kiosk.Video // qmllint disable import

// A clip in its box, whole: VideoSurface letterboxes, it never crops.
// qmllint disable import
VideoSurface {
    // qmllint enable import
    property var slot: null

    x: slot?.box.x ?? 0
    y: slot?.box.y ?? 0
    width: slot?.box.width ?? 0
    height: slot?.box.height ?? 0
}
