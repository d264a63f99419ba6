pragma ComponentBehavior: Bound

import QtQuick

// A place for a page on its ground, which stays and takes one page after the other. (A page that
// a Loader makes anew with the values that it shall have leaves those values in memory for ever,
// as of Qt 6.12.)
Item {
    id: root

    required property var deck
    property var view: ({})
    property int token: 0
    property var captions: []
    readonly property bool empty: view.id === undefined
    readonly property color accent: view.accent ?? "transparent"

    function put(view: var, token: int): void {
        root.view = view;
        root.token = view.video && root.deck ? token : 0;
        if (root.token)
            video.active = true;
    }

    function clear(): void {
        put({}, 0);
    }

    visible: !empty

    Theme {
        id: theme
    }

    Rectangle {
        x: root.view.area?.x ?? 0
        y: root.view.area?.y ?? 0
        width: root.view.area?.width ?? 0
        height: root.view.area?.height ?? 0
        color: theme.fill(root.view.ground ?? "ground", root.accent)
    }

    Parts {
        anchors.fill: parent
        parts: root.view
        accent: root.accent
    }

    // From the first clip on it stays, for all that come.
    Loader {
        id: video

        active: false
        source: "Video.qml"
    }

    Binding {
        target: video.item
        property: "slot"
        value: root.view.video ?? null
    }

    Binding {
        target: video.item
        property: "deck"
        value: root.deck
    }

    Binding {
        target: video.item
        property: "token"
        value: root.token
    }

    Parts {
        anchors.fill: parent
        parts: ({
                "texts": root.captions
            })
        accent: root.accent
    }
}
