"""The only room that touches the display."""
