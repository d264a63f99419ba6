import QtQuick

// Stands in for the surface that libVLC draws on.
Rectangle {
    property var deck
    property int token

    color: "#3f6fa0"
}
