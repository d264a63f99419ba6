"""The tables, the questions asked of them, and the media folder."""
