"""Writes docs/licences.md: what kiosk stands on, and under which licences.

Run by `make licences`; `tests/test_licences.py` keeps the page current.
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"

HEAD = """\
# Licences

kiosk itself is under the [MIT licence](../LICENSE). It stands on the work of others, none of
which is copied into this repository except the fonts named below. This page is made by
`make licences` from `requirements.lock`.

## Python packages

| package | version | licence |
|---|---|---|
"""

TAIL = """
**Qt and PySide6** are used under the LGPL-3.0: they are installed as shared libraries that
anybody may replace (`.venv/lib/python3*/site-packages/PySide6`), and kiosk uses no module of Qt
that is under the GPL alone.

## Debian packages

Installed from Debian by `make run`, not shipped with kiosk. Their full texts lie in
`/usr/share/doc/PACKAGE/copyright`.

| package | licence |
|---|---|
| libvlc5, vlc-plugin-base | LGPL-2.1-or-later; some plug-ins and decoders GPL-2.0-or-later |
| libegl1, libgl1, Mesa | MIT |
| libxcb\\*, libx11-xcb1, libxkbcommon\\*, libwayland-\\* | MIT |
| libglib2.0-0 | LGPL-2.1-or-later |
| libdbus-1-3 | AFL-2.1 or GPL-2.0-or-later |
| libfontconfig1, libfreetype6 | HPND; FTL or GPL-2.0-or-later |
| libgssapi-krb5-2 | MIT |
| fonts-noto-core | OFL-1.1 |

## Fonts in this repository

Noto Sans, Noto Sans Arabic and their sisters under `kiosk/player/stage/fonts/`: SIL Open Font
License 1.1, whose text lies beside them.
"""

# The form in which the licences of a few packages are best told; their own metadata is a whole
# text or says nothing.
KNOWN = {
    "pyside6-essentials": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "shiboken6": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "python-vlc": "LGPL-2.1-or-later",
}


def locked() -> dict[str, list[str]]:
    """Every package of requirements.lock for Linux, with its versions."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines():
        match = re.match(r"([a-z0-9._-]+)==(\S+)", line)
        if match and "win32" not in line:
            found[match[1]].append(match[2])
    return dict(found)


def licence(name: str) -> str:
    """The licence that the installed package states."""
    if name in KNOWN:
        return KNOWN[name]
    facts = metadata(name)
    stated = facts.get("License-Expression") or ""
    if not stated:
        classes = [entry for entry in facts.get_all("Classifier", []) if "License ::" in entry]
        stated = ", ".join(entry.rsplit(":: ", 1)[-1] for entry in classes)
    if not stated:
        stated = (facts.get("License") or "").splitlines()[0] if facts.get("License") else ""
    return stated or "not stated"


def page() -> str:
    """The whole page."""
    rows = [
        f"| {name} | {' or '.join(sorted(set(versions)))} | {licence(name)} |"
        for name, versions in sorted(locked().items())
    ]
    return HEAD + "\n".join(rows) + "\n" + TAIL


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
