"""Bytes of a feed → list of Notice, one file per format, and the sniffing that picks it."""
