"""The codes of services in the complaint form, as lists of complaint desks give them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from kiosk.store import tables


def replace_codes(run: Connection, source: str, codes: Mapping[str, str]) -> int:
    """Makes these the codes that a source gives; returns how many are others than before.

    Args:
        codes: by service of the site.
    """
    table = tables.service_code
    chosen = select(table.c.service, table.c.code).where(table.c.source == source)
    known = {row.service: row.code for row in run.execute(chosen)}
    if known == dict(codes):
        return 0
    run.execute(delete(table).where(table.c.source == source))
    if codes:
        run.execute(
            insert(table),
            [{"source": source, "service": name, "code": code} for name, code in codes.items()],
        )
    return len({*known.items()} ^ {*codes.items()})
