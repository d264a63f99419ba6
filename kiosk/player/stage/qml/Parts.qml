pragma ComponentBehavior: Bound

import QtQuick

// Placed parts, drawn as they are: blocks, pictures, icons, QR codes, lines of text.
Item {
    id: root

    required property var parts
    required property color accent

    Theme {
        id: theme
    }

    Repeater {
        model: root.parts.blocks ?? []

        Rectangle {
            required property var modelData

            x: modelData.box.x
            y: modelData.box.y
            width: modelData.box.width
            height: modelData.box.height
            radius: modelData.radius
            color: theme.fill(modelData.fill, modelData.colour || root.accent)
        }
    }

    Repeater {
        model: root.parts.pictures ?? []

        Image {
            required property var modelData

            x: modelData.box.x
            y: modelData.box.y
            width: modelData.box.width
            height: modelData.box.height
            fillMode: Image.PreserveAspectFit
            // With the edition, for Qt keeps what it once read from an address.
            source: "file://" + modelData.path.split("/").map(encodeURIComponent).join("/") + "#" + modelData.edition
            autoTransform: true
            sourceSize: Qt.size(width, height)
            asynchronous: false
            smooth: true
        }
    }

    Repeater {
        model: root.parts.icons ?? []

        Image {
            required property var modelData
            readonly property string colour: theme.inkOf(modelData.ink, root.accent).toString().slice(-6)

            x: modelData.box.x
            y: modelData.box.y
            width: modelData.box.width
            height: modelData.box.height
            source: "image://icon/" + colour + "/" + width + "/" + (modelData.edition || "0") + "/" + encodeURIComponent(modelData.name)
            cache: true
        }
    }

    Repeater {
        model: root.parts.qrs ?? []

        Image {
            required property var modelData

            x: modelData.box.x
            y: modelData.box.y
            width: modelData.box.width
            height: modelData.box.height
            source: "image://qr/" + modelData.module_px + "/" + encodeURIComponent(modelData.address)
            smooth: false
            mirror: false
        }
    }

    Repeater {
        model: root.parts.texts ?? []

        Text {
            required property var modelData

            objectName: modelData.group
            x: modelData.box.x
            y: modelData.baseline - baselineOffset
            width: modelData.box.width
            text: modelData.text
            textFormat: Text.PlainText
            font: modelData.font
            color: theme.inkOf(modelData.ink, root.accent)
            horizontalAlignment: modelData.align === "right" ? Text.AlignRight : modelData.align === "centre" ? Text.AlignHCenter : Text.AlignLeft
            renderType: Text.QtRendering
        }
    }
}
