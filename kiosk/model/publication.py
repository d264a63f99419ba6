"""What an office publishes for one screen: the files of its site, by content."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kiosk.model.base import Value

METADATA = "metadata"
"""Folder of a publication: the signed documents, `timestamp.json` and the numbered ones."""
TARGETS = "targets"
"""Folder of a publication: one list of files a screen, named `SHA256.SCREEN.json`."""
FILES = "files"
"""Folder of a publication: every file once, named by its SHA-256, in 256 folders."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class PublishedFile(Value):
    """One file of a screen's site."""

    path: str
    """In the site, with forward slashes; never leads out of it."""
    sha256: Sha256
    """Of its bytes."""
    size: int = Field(ge=0)
    """Bytes."""
    saved: datetime | None = None
    """When it was saved, for the few files whose date says something to visitors."""

    @model_validator(mode="after")
    def _inside(self) -> PublishedFile:
        parts = self.path.split("/")
        if (
            any(part in ("", ".", "..") or part.startswith(".") for part in parts)
            or "\\" in self.path
            or not self.path.isprintable()
            or len(self.path.encode()) > 1000
            or any(len(part.encode()) > 255 for part in parts)
        ):
            raise ValueError(f"{self.path[:80]!r} is no path in a site")
        return self


class Publication(Value):
    """All files that one screen needs, and nothing else."""

    form: Literal[1] = 1
    """Goes up when an older kiosk could not read it."""
    screen: str
    """The screen's id."""
    files: tuple[PublishedFile, ...]
    """By path; no path twice, none below another file."""

    @model_validator(mode="after")
    def _a_tree(self) -> Publication:
        paths = {file.path for file in self.files}
        if len(paths) != len(self.files):
            raise ValueError("a path is listed twice")
        for path in paths:
            if any(str(parent) in paths for parent in PurePosixPath(path).parents):
                raise ValueError(f"{path[:80]!r} lies below a file")
        return self

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    def to_bytes(self) -> bytes:
        """As it is published: the same files always give the same bytes."""
        plain = self.model_dump(mode="json", exclude_none=True)
        plain["files"].sort(key=lambda file: file["path"])
        return (json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=0) + "\n").encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Publication:
        """What `to_bytes` made.

        Raises:
            ValueError: it is none, or of a form that this version does not know.
        """
        return cls.model_validate_json(data)


def target_name(screen: str) -> str:
    """Under which name the list of a screen's files is signed."""
    return f"{screen}.json"


def file_path(sha256: str) -> str:
    """Where a file lies in a publication, with forward slashes."""
    return f"{FILES}/{sha256[:2]}/{sha256}"
