pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Video

// A clip in its box, whole: VideoSurface letterboxes, it never crops.
VideoSurface {
    required property var slot

    x: slot.box.x
    y: slot.box.y
    width: slot.box.width
    height: slot.box.height
}
