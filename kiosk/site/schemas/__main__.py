"""`python -m kiosk.site.schemas`: brings the committed schemas up to date."""

from __future__ import annotations

from pathlib import Path

from kiosk.site.schemas import write_schemas

if __name__ == "__main__":
    write_schemas(Path(__file__).parent)
