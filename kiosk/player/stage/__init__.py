"""What visitors see: showings become finished pages, and QML draws them."""
