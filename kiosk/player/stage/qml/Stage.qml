pragma ComponentBehavior: Bound

import QtQuick

// The whole screen: furniture, and over it two places for pages, of which one shows and the
// other is empty except while one page gives way to the next.
Item {
    id: root

    required property var board
    required property int turn
    required property size stageSize
    property var view: ({})
    property var furniture: ({})
    property var captions: []
    readonly property bool still: !present.empty && !motion.running
    property Slide present: first
    property Slide past: second

    function change(token: int): void {
        const next = past;
        past = present;
        present = next;
        past.z = 1;
        present.z = 2;
        present.x = 0;
        present.opacity = 1;
        present.put(view, token);
        if (view.transition === "cut" || past.empty) {
            settle();
            return;
        }
        const slides = view.transition === "slide";
        const fromRight = !root.rtl(view.languages);
        motion.slides = slides;
        motion.from = slides ? root.stageSize.width * (fromRight ? 1 : -1) : 0;
        motion.uncovers = past.view.area.height > view.area.height;
        motion.start();
    }

    function captionsOf(place: Slide): var {
        return place === present ? captions : [];
    }

    function rtl(languages: var): bool {
        return (view.texts[0] ?? {}).align === "right" && languages.length === 1;
    }

    function settle(): void {
        past.clear();
        board.settled(view.id);
    }

    Component.onCompleted: board.repeat()

    Connections {
        function onCaptioned(captions: var): void {
            root.captions = captions;
        }

        function onFurnished(furniture: var): void {
            root.furniture = furniture;
        }

        function onViewPut(view: var, token: int): void {
            motion.complete();
            root.view = view;
            root.change(token);
        }

        target: root.board
    }

    Theme {
        id: theme
    }

    Item {
        id: stage

        // Header and footer move by a few pixels in the course of minutes: no burn-in.
        readonly property var drift: root.furniture.drift ?? [0, 0]
        readonly property string language: root.view.languages ? root.view.languages[0] : ""

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
            readonly property var headers: root.furniture.headers ?? {}

            x: stage.drift[0]
            y: stage.drift[1]
            accent: theme.ink
            parts: headers[stage.language] ?? headers[""] ?? {}
        }

        Parts {
            readonly property var footers: root.furniture.footers ?? {}

            x: stage.drift[0]
            y: stage.drift[1]
            accent: theme.ink
            parts: footers[stage.language] ?? footers[""] ?? {}
        }

        Slide {
            id: first

            width: root.stageSize.width
            height: root.stageSize.height
            deck: root.board.deck
            captions: root.captionsOf(first)
        }

        Slide {
            id: second

            width: root.stageSize.width
            height: root.stageSize.height
            deck: root.board.deck
            captions: root.captionsOf(second)
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
