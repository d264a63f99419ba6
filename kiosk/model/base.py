"""What every value has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value that refuses unknown keys.

    Field docstrings give unit, meaning and range; `kiosk.site.schemas` reads them into the
    JSON Schemas that editors show to communication staff. (Pydantic could do that itself, but
    would read the source of every class at each start of the player: 30 ms.)
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
    )
