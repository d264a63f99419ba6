pragma ComponentBehavior: Bound

import QtQuick

// The whole screen: furniture, and over it two places for pages, of which one shows and the
// other is empty except while one page gives way to the next.
Item {
    id: root

    required property var board
    required property int turn
    required property size stageSize
    readonly property bool still: present.item !== null && !motion.running
    property Loader present: first
    property Loader past: second

    function change(): void {
        if (!board.view.id)
            return;
        motion.complete();
        const next = past;
        past = present;
        present = next;
        past.z = 1;
        present.z = 2;
        present.x = 0;
        present.opacity = 1;
        present.setSource("Slide.qml", {
            "width": root.stageSize.width,
            "height": root.stageSize.height,
            "view": board.view,
            "token": board.token,
            "deck": board.deck,
            "captions": Qt.binding(() => root.captionsOf(next))
        });
        if (board.view.transition === "cut" || past.item === null) {
            settle();
            return;
        }
        const slides = board.view.transition === "slide";
        const fromRight = !root.rtl(board.view.languages);
        motion.slides = slides;
        motion.from = slides ? root.stageSize.width * (fromRight ? 1 : -1) : 0;
        motion.uncovers = (past.item as Slide).view.area.height > board.view.area.height;
        motion.start();
    }

    function captionsOf(place: Loader): var {
        return place === present ? board.captions : [];
    }

    function rtl(languages: var): bool {
        return (board.view.texts[0] ?? {}).align === "right" && languages.length === 1;
    }

    function settle(): void {
        past.setSource("");
        board.settled(board.view.id);
    }

    Component.onCompleted: change()

    Connections {
        function onViewChanged(): void {
            root.change();
        }

        target: root.board
    }

    Theme {
        id: theme
    }

    Item {
        id: stage

        // Header and footer move by a few pixels in the course of minutes: no burn-in.
        readonly property var drift: root.board.furniture.drift ?? [0, 0]
        readonly property string language: root.board.view.languages ? root.board.view.languages[0] : ""

        anchors.centerIn: parent
        clip: true
        width: root.stageSize.width
        height: root.stageSize.height
        rotation: root.turn

        Rectangle {
            anchors.fill: parent
            color: theme.ground
        }

        Parts {
            readonly property var headers: root.board.furniture.headers ?? {}

            x: stage.drift[0]
            y: stage.drift[1]
            accent: theme.ink
            parts: headers[stage.language] ?? headers[""] ?? {}
        }

        Parts {
            readonly property var footers: root.board.furniture.footers ?? {}

            x: stage.drift[0]
            y: stage.drift[1]
            accent: theme.ink
            parts: footers[stage.language] ?? footers[""] ?? {}
        }

        Loader {
            id: first
        }

        Loader {
            id: second
        }
    }

    ParallelAnimation {
        id: motion

        property bool slides: false
        property real from: 0
        property bool uncovers: false

        onFinished: root.settle()

        NumberAnimation {
            target: root.present
            property: "opacity"
            from: motion.slides ? 1 : 0
            to: 1
            duration: motion.slides ? theme.slideMs : theme.fadeMs
            easing.type: Easing.InOutQuad
        }

        // A page that covers the furniture takes its leave, or header and footer would jump in.
        NumberAnimation {
            target: root.past
            property: "opacity"
            to: motion.uncovers ? 0 : 1
            duration: theme.fadeMs
            easing.type: Easing.InOutQuad
        }

        NumberAnimation {
            target: root.present
            property: "x"
            from: motion.from
            to: 0
            duration: theme.slideMs
            easing.type: Easing.OutCubic
        }
    }
}
