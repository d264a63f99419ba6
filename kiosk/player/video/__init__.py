"""Video: libVLC decodes into memory, Qt Quick draws, and text and QR codes lie over and beside it.

`Deck` (deck.py) opens, starts and stops clips; `VideoSurface` (surface.py, in QML
`import Kiosk.Video 1.0`) draws the frames of one of them. `FakeDeck` (fake.py) stands in for a
deck in tests.
"""
