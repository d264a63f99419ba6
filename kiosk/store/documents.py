"""Notices as `content.db` keeps them: documents, and what is known beside each."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter, ValidationError

from kiosk.model.notice import Captions, Media, Notice
from kiosk.store.media import MediaFolder, StoredMedia

_log = logging.getLogger(__name__)


def document(notice: Notice) -> str:
    """JSON, without what is as it is by default."""
    return notice.model_dump_json(exclude_defaults=True)


def read_documents(documents: Sequence[str]) -> tuple[Notice, ...]:
    """The notices of these documents. One that is not readable is left out and told."""
    try:
        # All at once, which is fast.
        return _all().validate_json(f"[{','.join(documents)}]")
    except ValidationError:
        pass
    good: list[Notice] = []
    for text in documents:
        try:
            good.append(Notice.model_validate_json(text))
        except ValidationError as error:
            _log.warning(
                "stored notice left out doc=%.120s error=%s", text, error.errors()[0]["msg"]
            )
    return tuple(good)


@cache
def _all() -> TypeAdapter[tuple[Notice, ...]]:
    return TypeAdapter(tuple[Notice, ...])


def aged(notice: Notice, as_of: datetime | None) -> Notice:
    """The notice with the age of its source, which was last heard from then; None: lately."""
    if as_of is None:
        return notice
    return notice.model_copy(update={"as_of": min(as_of, notice.as_of or as_of)})


def with_files(notice: Notice, stored: Mapping[str, StoredMedia], folder: MediaFolder) -> Notice:
    """The notice with the paths of those of its files that are here and complete.

    Args:
        stored: by address: the files that are here.
    """
    if not notice.media:
        return notice

    def path(url: str) -> str | None:
        found = stored.get(url)
        return folder.complete(found) if found else None

    def captions(entry: Captions) -> Captions:
        return entry.model_copy(update={"path": path(entry.url)})

    def here(media: Media) -> Media:
        found = stored.get(media.url)
        return media.model_copy(
            update={
                "path": path(media.url),
                "sha256": found.sha256 if found else media.sha256,
                "captions": tuple(captions(entry) for entry in media.captions),
            }
        )

    return notice.model_copy(update={"media": tuple(here(entry) for entry in notice.media)})
