pragma ComponentBehavior: Bound

import QtQuick

// One page on its ground. Video is loaded only by the pages that show one.
Item {
    id: root

    required property var view
    required property int token
    required property var deck
    required property var captions
    readonly property color accent: view.accent

    Theme {
        id: theme
    }

    Rectangle {
        x: root.view.area.x
        y: root.view.area.y
        width: root.view.area.width
        height: root.view.area.height
        color: theme.fill(root.view.ground ?? "ground", root.accent)
    }

    Parts {
        anchors.fill: parent
        parts: root.view
        accent: root.accent
    }

    Loader {
        Component.onCompleted: {
            if (root.view.video && root.deck)
                setSource("Video.qml", {
                    "slot": root.view.video,
                    "deck": root.deck,
                    "token": root.token
                });
        }
    }

    Parts {
        anchors.fill: parent
        parts: ({
                "texts": root.captions
            })
        accent: root.accent
    }
}
