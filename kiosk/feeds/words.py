"""The words of categories: which service, kind and plan they name, in French, Arabic, English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from kiosk.model.notice import Kind
from kiosk.model.site import Service

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = ("وال", "بال", "لل", "ال")
_ARABIC_FORMS = str.maketrans("أإآٱىةـ", "اااايه\u0640", "\u0640")

_KINDS: Mapping[Kind, str] = {
    Kind.OUTAGE: (
        "outage, outages, power cut, interruption, interruptions, coupure, coupures, panne, pannes,"
        " délestage, انقطاع, انقطاعات, عطب, أعطاب"
    ),
    Kind.WORKS: "works, roadworks, road works, travaux, chantier, chantiers, أشغال, الأشغال, ورش",
    Kind.ALERT: (
        "alert, alerts, warning, alerte, alertes, vigilance, تنبيه, إنذار, تحذير, نشرة إنذارية"
    ),
    Kind.TRANSIT: "transit, transit alert, perturbation, perturbations, info trafic, حركة السير",
    Kind.EVENT: (
        "event, events, événement, événements, agenda, manifestation culturelle, fête, festival,"
        " نشاط, أنشطة, فعالية, فعاليات, تظاهرة, مهرجان"
    ),
    Kind.CLOSURE: "closure, closures, closed, fermeture, fermetures, fermé, إغلاق, مغلق",
    Kind.CAPSULE: "capsule, capsules, sign language, langue des signes, كبسولة, لغة الإشارة",
    Kind.ANNOUNCEMENT: (
        "announcement, announcements, news, annonce, annonces, avis, communiqué, actualité,"
        " actualités, إعلان, إعلانات, بلاغ, بلاغات, أخبار"
    ),
}
_PLANNED = (
    "planned, scheduled, programmé, programmée, programmées, planifié, planifiée, مبرمج, مبرمجة"
)
_UNPLANNED = (
    "unplanned, unscheduled, imprévu, imprévue, non programmée, incident, panne, pannes, طارئ,"
    " مفاجئ, غير مبرمج"
)
_SERVICES: Mapping[str, str] = {
    "water": "water, drinking water, eau, eau potable, ماء, الماء الصالح للشرب, مياه",
    "electricity": "electricity, power, électricité, courant, éclairage domestique, كهرباء",
    "sanitation": "sanitation, sewer, sewage, assainissement, égouts, تطهير, تطهير سائل, صرف صحي",
    "waste": "waste, rubbish, refuse, déchets, ordures, ordures ménagères, propreté, نفايات, نظافة",
    "lighting": "lighting, street lighting, éclairage public, إنارة, إنارة عمومية",
    "transport": "transport, transports, bus, tram, tramway, mobilité, نقل, حافلات, ترامواي",
    "civil": "civil registry, état civil, حالة مدنية",
}
"""What these services are called everywhere; it holds where the site has a service of that id,
or one whose id begins so (`lighting`, `street-lighting`)."""


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """A text as its words are compared: no case, no accents, no Arabic article, spaces round it."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(_ARABIC_FORMS))
    flat = "".join(char for char in flat if not unicodedata.combining(char))
    return f" {' '.join(map(_without_article, _WORD.findall(flat)))} "


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + 3:
            return word[len(article) :]
    return word


class Vocabulary:
    """What the categories of one site's feeds may name."""

    def __init__(self, services: Iterable[Service]) -> None:
        phrases: dict[str, str] = {}
        known = tuple(services)
        for service in known:
            own = [service.id, service.code, *service.words]
            own += [text for _, text in service.name.entries]
            for phrase in own:
                phrases.setdefault(plain_words(phrase), service.id)
        for service_id, words in _SERVICES.items():
            found = next((s.id for s in known if service_id in re.split("[-_]", s.id)), None)
            if found:
                for phrase in words.split(","):
                    phrases.setdefault(plain_words(phrase), found)
        phrases.pop("  ", None)
        # The longer phrase says more: `éclairage public` before `public`.
        self._services = sorted(phrases.items(), key=lambda entry: -len(entry[0]))
        self._exact = phrases
        self._found: dict[str, str | None] = {}

    def service(self, name: str) -> str | None:
        """The service of exactly that id, code, name or word; None: there is none."""
        return self._exact.get(plain_words(name))

    def service_in(self, category: str) -> str | None:
        """The service that a category names, perhaps among other words."""
        if category not in self._found:
            words = plain_words(category)
            self._found[category] = next(
                (service for phrase, service in self._services if phrase in words), None
            )
        return self._found[category]


def _phrases(words: str) -> tuple[str, ...]:
    return tuple(plain_words(phrase) for phrase in words.split(","))


_KIND_PHRASES = {kind: _phrases(words) for kind, words in _KINDS.items()}
_PLANNED_PHRASES, _UNPLANNED_PHRASES = _phrases(_PLANNED), _phrases(_UNPLANNED)


@lru_cache(maxsize=1024)
def kind_in(categories: tuple[str, ...]) -> Kind | None:
    """The kind that these categories name; the more telling one where they name several."""
    words = " ".join(map(plain_words, categories))
    return next(
        (kind for kind, phrases in _KIND_PHRASES.items() if any(p in words for p in phrases)), None
    )


@lru_cache(maxsize=1024)
def planned_in(categories: tuple[str, ...]) -> bool | None:
    """Whether these categories say planned or unplanned; None: neither."""
    words = " ".join(map(plain_words, categories))
    if any(phrase in words for phrase in _UNPLANNED_PHRASES):
        return False
    return True if any(phrase in words for phrase in _PLANNED_PHRASES) else None
