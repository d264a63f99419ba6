"""Information screens for municipal reception areas."""

__version__ = "0.1.0"
