"""Frozen values. Knows no Qt, no file, no socket, no clock, no database."""
