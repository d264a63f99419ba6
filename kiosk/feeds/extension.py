"""The notice extension in RSS and Atom, read into the shape that `_kiosk` has in JSON Feed.

And what other extensions say of the same things: Dublin Core's `valid`, `expirationDate`, and
CAP elements that are put straight into an entry.
"""

from __future__ import annotations

import re
from typing import Any

from kiosk.feeds import xml

_PLAIN = (
    "kind", "service", "severity", "urgency", "state", "planned", "starts", "ends", "expires",
    "shows_from", "as_of", "instruction",
)  # fmt: skip
_CAP = {
    "severity": "severity",
    "urgency": "urgency",
    "onset": "starts",
    "effective": "shows_from",
    "expires": "expires",
    "areaDesc": "area",
}
CAP_TYPE = "application/cap+xml"
_ALERT_ENDINGS = (".xml", ".cap")
_VALID_PART = re.compile(r"\b(start|end)\s*=\s*([^;]+)")


def said(entry: Any) -> dict[str, Any]:
    """What our namespace says in this entry, under the names of `_kiosk`."""
    found: dict[str, Any] = {}
    areas: list[Any] = []
    for child in entry:
        space, local = xml.name(child)
        if space != xml.NOTICE:
            continue
        if local in _PLAIN:
            found.setdefault(local, xml.whole_text(child))
        elif local == "area":
            areas.append(xml.whole_text(child))
        elif local == "text":
            language = child.get(f"{{{xml.XML}}}lang") or ""
            found.setdefault("texts", {})[language] = {
                part: xml.text(child, f"{{{xml.NOTICE}}}{part}")
                for part in ("title", "body", "instruction")
            }
        elif local == "sign_video":
            found["sign_video"] = {
                **{name: value for name, value in child.attrib.items() if "}" not in name},
                "captions": {
                    captions.get(f"{{{xml.XML}}}lang") or "": captions.get("url") or ""
                    for captions in xml.children(child, f"{{{xml.NOTICE}}}captions")
                },
            }
        else:
            found.setdefault(local, None)  # whoever reads it says that there is no such name
    if areas:
        found["areas"] = areas
    return found


def hints(entry: Any) -> dict[str, str]:
    """What others' extensions say, under the names of `_kiosk`; the weaker word."""
    found: dict[str, str] = {}
    for child in entry:
        space, local = xml.name(child)
        if space == xml.DCTERMS and local == "valid":
            for part, value in _VALID_PART.findall(xml.whole_text(child)):
                found["shows_from" if part == "start" else "expires"] = value.strip()
        elif local == "expirationDate":
            found.setdefault("expires", xml.whole_text(child))
        elif xml.CAP.fullmatch(space) and xml.whole_text(child):
            _hint(found, local, xml.whole_text(child))
    return found


def _hint(found: dict[str, str], local: str, text: str) -> None:
    """What one element of CAP in an entry says; `message_type` is Meteoalarm's."""
    if local in _CAP:
        found.setdefault(_CAP[local], text)
    elif local == "status":
        actual = text.lower() == "actual"
        if not actual or "state" not in found:
            found["state"] = "actual" if actual else "test"
    elif (
        local in ("msgType", "message_type")
        and text.lower() == "cancel"
        and found.get("state") != "test"
    ):
        found["state"] = "cancelled"


def pointer(entry: Any, link: str) -> tuple[str, bool]:
    """The address of the alert (CAP) that an entry stands for, as written; empty: none.

    Either a link says that it leads to one (then the second is true), or it is likely: the entry
    has elements of CAP itself, or its link leads to XML.
    """
    for child in entry:
        local = xml.name(child)[1]
        if local in ("link", "enclosure", "content"):
            kind = (child.get("type") or "").partition(";")[0].strip().lower()
            address = child.get("href") or child.get("url") or child.get("src") or ""
            if kind == CAP_TYPE and address:
                return address.strip(), True
    return (link if speaks_cap(entry) or looks_like_alert(link) else ""), False


def speaks_cap(entry: Any) -> bool:
    """Whether an entry has elements of CAP itself."""
    return any(xml.CAP.fullmatch(xml.name(child)[0]) for child in entry)


def looks_like_alert(link: str) -> bool:
    """Whether an address may be that of an alert: nobody reads XML in a browser.

    The WMO's CAP Composer links its alerts so, and says no more of them.
    """
    return link.partition("?")[0].lower().endswith(_ALERT_ENDINGS)


def alerts(entry: Any) -> list[Any]:
    """The alerts (CAP) that stand in an entry themselves, directly or as its content."""
    found = []
    for child in entry:
        for each in (child, *child):
            space, local = xml.name(each)
            if local == "alert" and xml.CAP.fullmatch(space):
                found.append(each)
    return found
