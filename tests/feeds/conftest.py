"""What every test of feeds gets."""

from __future__ import annotations

from hypothesis import settings

# A machine that is busy with other tests is slow at times; that is no fault of a parser.
settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")
