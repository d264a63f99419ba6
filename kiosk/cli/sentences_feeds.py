"""What `kiosk.feeds` says of a feed, in English, French and Arabic."""

SENTENCES: tuple[tuple[str, str, str], ...] = ()
