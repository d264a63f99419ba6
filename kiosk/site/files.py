"""The files of a site folder: which there are, and their text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kiosk.model.fault import Fault

SCREENS = "screens.yaml"
PLAYLISTS = "playlists"
NOTICES = "content/notices"
CAPSULES = "content/capsules"

_MOST_BYTES = 1_000_000
"""A file that staff write by hand is smaller."""
_MOST_FILES = 20_000


@dataclass(frozen=True)
class SiteFolder:
    """One site folder, as it is while it is read once."""

    root: Path
    faults: list[Fault] = field(default_factory=list)

    def text(self, name: str) -> str | None:
        """The text of a file of the site; None when it cannot be read, which is a fault."""
        try:
            with (self.root / name).open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            code = "link-broken" if (self.root / name).is_symlink() else "file-missing"
            self.faults.append(Fault(name, 0, 0, code))
            return None
        except OSError as error:
            self.faults.append(
                Fault(name, 0, 0, "file-unreadable", {"reason": error.strerror or str(error)})
            )
            return None
        if len(data) > _MOST_BYTES:
            most = f"{_MOST_BYTES // 1000} kB"
            self.faults.append(Fault(name, 0, 0, "file-too-large", {"most": most}))
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
            self.faults.append(Fault(name, line, column, "not-utf8"))
            return None
        return text.replace("\r\n", "\n")

    def listing(self, folder: str, suffix: str, *, others: tuple[str, ...] = ()) -> list[str]:
        """Names of the files with that suffix in a folder of the site, sorted.

        Drafts (`_name`), hidden files and a README are left alone. A file that was probably
        meant, but has another suffix, is a warning; so is a folder that is called like one.

        Args:
            others: suffixes of files that belong there without being read here.
        """
        found: list[str] = []
        try:
            entries = sorted(entry.name for entry in os.scandir(self.root / folder))
        except FileNotFoundError:
            return []
        except OSError as error:
            # Not the same as no files: then the screens would lose them without a word.
            values = {"reason": error.strerror or str(error)}
            self.faults.append(Fault(folder, 0, 0, "folder-unreadable", values))
            return []
        for name in entries:
            ending = Path(name).suffix
            if name.startswith((".", "_", "~", "#")) or name.endswith("~"):
                continue
            if name.lower().startswith("readme"):
                continue
            if (self.root / folder / name).is_dir():
                if ending.lower() == suffix:
                    values = {"suffix": suffix}
                    self.faults.append(
                        Fault(f"{folder}/{name}", 0, 0, "folder-as-file", values, "warning")
                    )
                continue
            if ending == suffix:
                found.append(f"{folder}/{name}")
            elif ending.lower() not in others and ending.lower() in _MEANT[suffix]:
                wanted = Path(name).stem + suffix
                values = {"name": wanted, "suffix": suffix}
                self.faults.append(
                    Fault(f"{folder}/{name}", 0, 0, "wrong-suffix", values, "warning")
                )
        return found

    @cached_property
    def media(self) -> tuple[str, ...]:
        """Every file of `content/` and of the top folder, for "did you mean"; sorted."""
        return tuple(sorted(self._walk()))

    def _walk(self) -> Iterator[str]:
        count = 0
        try:
            yield from (entry.name for entry in os.scandir(self.root) if entry.is_file())
        except OSError:
            return
        for folder, folders, names in os.walk(self.root / "content"):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                count += 1
                if count > _MOST_FILES:
                    return
                yield (Path(folder) / name).relative_to(self.root).as_posix()


_MEANT = {
    ".yaml": (".yml", ".yaml", ".txt", ".json"),
    ".md": (".markdown", ".txt", ".mdown", ".md", ".yaml", ".yml", ".docx", ".odt"),
}
