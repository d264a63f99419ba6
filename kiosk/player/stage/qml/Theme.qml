pragma ComponentBehavior: Bound

import QtQuick

// Every colour and duration of the stage. Sizes and fonts come finished in the views, from
// metrics.py and fonts.py: they follow from the panel, the distance it is read from and the script.
QtObject {
    readonly property color ground: "#f5f2ec"
    readonly property color dark: "#10161d"
    readonly property color card: "#ffffff"
    readonly property color rule: "#d8d2c6"
    readonly property color veil: "#1fffffff"
    readonly property color ink: "#12181f"
    readonly property color quiet: "#454b52"
    readonly property color light: "#ffffff"
    readonly property color dim: "#c3c9d0"

    readonly property int fadeMs: 400
    readonly property int slideMs: 500

    function fill(name: string, accent: color): color {
        switch (name) {
        case "accent":
            return accent;
        case "card":
            return card;
        case "rule":
            return rule;
        case "dark":
            return dark;
        case "veil":
            return veil;
        default:
            return ground;
        }
    }

    function inkOf(name: string, accent: color): color {
        switch (name) {
        case "accent":
            return accent;
        case "light":
            return light;
        case "dim":
            return dim;
        case "quiet":
            return quiet;
        default:
            return ink;
        }
    }
}
