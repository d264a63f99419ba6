"""Addresses that staff write: links for QR codes, and the complaint form's template."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kiosk.model.fault import Fault
from kiosk.model.site import COMPLAINT_FIELDS
from kiosk.site.meant import meant
from kiosk.site.yaml import Document, Path

_FIELD = re.compile(r"\{([^{}]*)\}")


def link_faults(document: Document, path: Path, link: str) -> list[Fault]:
    """What is wrong with an address that a QR code shall carry."""
    address = link.strip()
    values = {"value": link}
    if re.match(r"(tel|mailto|geo|sms):\S+$", address):
        return []
    if re.match(r"https?://", address, re.IGNORECASE):
        if re.search(r"\s", address) or not _host(address):
            return [document.fault(path, "link-bad", values)]
        return []
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+([/?#]\S*)?", address):
        values["suggestion"] = f"https://{address}"
    return [document.fault(path, "link-no-scheme", values)]


def complaint_faults(document: Document, template: str) -> list[Fault]:
    """What is wrong with the address of the complaint form."""
    path = ("complaint_url",)
    faults: list[Fault] = []
    known = ", ".join(f"{{{name}}}" for name in COMPLAINT_FIELDS)
    for written in _FIELD.findall(template):
        if written not in COMPLAINT_FIELDS:
            values = {"value": f"{{{written}}}", "known": known}
            found = meant(written, COMPLAINT_FIELDS)
            if "suggestion" in found:
                values["suggestion"] = f"{{{found['suggestion']}}}"
            faults.append(document.fault(path, "url-field", values))
    plain = _FIELD.sub("x", template.strip())
    if "{" in plain or "}" in plain:
        faults.append(document.fault(path, "url-braces", {"value": template}))
    elif not re.match(r"https?://", plain, re.IGNORECASE):
        values = {"value": template}
        if re.match(r"[\w-]+(\.[\w-]+)+([/?#]|$)", plain):
            values["suggestion"] = f"https://{template.strip()}"
        faults.append(document.fault(path, "url-scheme", values))
    elif re.search(r"\s", plain) or not _host(plain):
        faults.append(document.fault(path, "link-bad", {"value": template}))
    return faults


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
