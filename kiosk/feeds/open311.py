"""Open311 GeoReport v2: the list of services of a complaint desk, in XML and JSON.

It brings no notices. Its codes go into the complaint links of services that state no code.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from kiosk.feeds import xml
from kiosk.feeds.clean import clean_title
from kiosk.feeds.entry import Document, ServiceOffer
from kiosk.feeds.words import Vocabulary

FORMAT = "open311"
_LIMIT = 2_000
_CODE_LIMIT = 100
_BARE_CODE = re.compile(rb'("service_code"\s*:\s*)(0\d{1,40})(?=\s*[,}])')


@dataclass(frozen=True, slots=True)
class Codes:
    """The offers with the services of the site that they belong to, and a code for each."""

    offers: list[ServiceOffer]
    by_service: dict[str, str]


def without_bare_codes(data: bytes) -> Any:
    """The value of a document whose codes are written as numbers with zeros before them (as
    in the standard's own example, which is no JSON); None: that is not what is wrong with it.
    """
    repaired, count = _BARE_CODE.subn(rb'\1"\2"', data)
    if not count:
        return None
    try:
        return json.loads(repaired)
    except (ValueError, RecursionError):
        return None


def is_list(value: Any) -> bool:
    """Whether a value of JSON is a list of services."""
    if isinstance(value, dict):
        value = value.get("services")
    return isinstance(value, list) and any(
        isinstance(each, dict) and "service_code" in each for each in value[:20]
    )


def read_open311_json(value: Any) -> Document:
    """A list of services as JSON."""
    document = Document(FORMAT)
    for each in value["services"] if isinstance(value, dict) else value:
        fields = each if isinstance(each, dict) else {}
        keywords = fields.get("keywords")
        _add(
            document,
            {name: _plain(fields.get(name)) for name in
             ("service_code", "service_name", "description", "group")},
            keywords if isinstance(keywords, list) else _plain(keywords).split(","),
        )  # fmt: skip
    return document


def read_open311_xml(root: Any) -> Document:
    """The `services` element."""
    document = Document(FORMAT)
    for child in root:
        if xml.name(child)[1] == "service":
            fields = {xml.name(field)[1]: xml.whole_text(field) for field in child}
            _add(document, fields, fields.get("keywords", "").split(","))
    return document


def _add(document: Document, fields: dict[str, str], keywords: list[Any]) -> None:
    if len(document.offers) >= _LIMIT:
        told = f"it lists more than {_LIMIT} services; so many were read"
        if told not in document.warnings:
            document.warnings.append(told)
        return
    code = fields.get("service_code", "").strip()
    name = clean_title(fields.get("service_name", ""))
    if not code or len(code) > _CODE_LIMIT or not code.isprintable():
        document.warnings.append(f"the service {name[:60]!r} has no code that can be used")
        return
    document.offers.append(
        ServiceOffer(
            code=code,
            name=name or code,
            description=clean_title(fields.get("description", "")),
            group=clean_title(fields.get("group", "")),
            keywords=tuple(filter(None, (clean_title(_plain(word)) for word in keywords[:50]))),
        )
    )


def codes_of(offers: list[ServiceOffer], words: Vocabulary, warnings: list[str]) -> Codes:
    """Finds the service of the site for each offer, and for each service its best code.

    An offer of exactly the service's name, code or word is better than one that only mentions
    it; its name says more than its group, and that more than its keywords. Among equals the
    first is taken, and said.
    """
    matched: list[ServiceOffer] = []
    best: dict[str, tuple[int, ServiceOffer]] = {}
    rivals: dict[str, int] = {}
    for offer in offers:
        service, rank = _service(offer, words)
        if service is None:
            matched.append(offer)
            continue
        offer = ServiceOffer(
            offer.code, offer.name, offer.description, offer.group, offer.keywords, service
        )
        matched.append(offer)
        known = best.get(service)
        if known is None or rank < known[0]:
            best[service], rivals[service] = (rank, offer), 0
        elif rank == known[0]:
            rivals[service] += 1
    for service, count in rivals.items():
        if count:
            chosen = best[service][1]
            warnings.append(
                f"{count + 1} services of the list fit {service}; {chosen.code} ({chosen.name}) was"
                f" taken. To choose another, set its code in screens.yaml"
            )
    if offers and not best:
        warnings.append(
            "no service of the list fits one of the site; set code or words in screens.yaml"
        )
    return Codes(matched, {service: offer.code for service, (_, offer) in best.items()})


def _service(offer: ServiceOffer, words: Vocabulary) -> tuple[str | None, int]:
    tries = (
        (words.service(offer.code), 0),
        (words.service(offer.name), 1),
        (words.service_in(offer.name.replace("_", " ")), 2),
        (words.service_in(offer.group), 3),
        (next(filter(None, map(words.service_in, offer.keywords)), None), 4),
    )
    return next(((service, rank) for service, rank in tries if service), (None, 9))


def _plain(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, (str, int)) else ""
