"""The sentences of `kiosk diff`, in English, French and Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.publish.change import Change, Detail, What

LANGUAGES = ("en", "fr", "ar")
_SHOWN = 90
"""Columns of a text that are shown around its first difference."""
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")

_WHAT: Mapping[str, Mapping[What, str]] = {
    "en": {
        What.ADDED: "new", What.REMOVED: "gone", What.CHANGED: "changed",
        What.ORDER: "The slides come in another order.",
        What.SETTING: "for the whole screen",
        What.SCREEN_ADDED: "This screen is new: it shows all of its playlist.",
        What.SCREEN_REMOVED: "This screen is no longer published: its wall stays as it is.",
    },
    "fr": {
        What.ADDED: "nouveau", What.REMOVED: "retiré", What.CHANGED: "modifié",
        What.ORDER: "Les pages viennent dans un autre ordre.",
        What.SETTING: "pour tout l'écran",
        What.SCREEN_ADDED: "Cet écran est nouveau : il montre toute sa liste.",
        What.SCREEN_REMOVED: "Cet écran n'est plus publié : il reste tel qu'il est.",
    },
    "ar": {
        What.ADDED: "جديد", What.REMOVED: "حُذف", What.CHANGED: "تغيّر",
        What.ORDER: "تتوالى الصفحات بترتيب آخر.",
        What.SETTING: "للشاشة كلها",
        What.SCREEN_ADDED: "هذه الشاشة جديدة: ستعرض قائمتها كاملة.",
        What.SCREEN_REMOVED: "لم تعد هذه الشاشة تُنشر: تبقى كما هي.",
    },
}  # fmt: skip
_KINDS: Mapping[str, Mapping[str, str]] = {
    "en": {},
    "fr": {
        "message": "message", "image": "image", "video": "vidéo", "directory": "annuaire",
        "outages": "coupures", "announcements": "annonces", "capsules": "capsules",
        "announcement": "annonce", "outage": "coupure", "works": "travaux", "alert": "alerte",
        "transit": "transport", "event": "événement", "closure": "fermeture",
        "capsule": "capsule",
    },
    "ar": {
        "message": "رسالة", "image": "صورة", "video": "فيديو", "directory": "دليل المصالح",
        "outages": "الانقطاعات", "announcements": "الإعلانات", "capsules": "الكبسولات",
        "announcement": "إعلان", "outage": "انقطاع", "works": "أشغال", "alert": "إنذار",
        "transit": "نقل", "event": "حدث", "closure": "إغلاق", "capsule": "كبسولة",
    },
}  # fmt: skip
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "title", "body": "text", "instruction": "what to do", "file": "file",
        "content": "the picture or video is another one", "captions": "the captions changed",
        "link": "the QR code's address", "qr": "QR code", "dwell_s": "seconds it stands",
        "transition": "transition", "services": "services", "areas": "areas",
        "sources": "sources", "limit": "at most a round", "max_age_s": "oldest (seconds)",
        "every": "one round in", "valid_from": "from", "valid_until": "until", "days": "days",
        "hours": "hours", "repeat": "repeat", "service": "service", "kind": "kind",
        "severity": "severity", "urgency": "urgency", "state": "state", "planned": "planned",
        "starts": "begins", "ends": "ends", "shows_from": "shows from",
        "expires": "shows until", "name": "the site's name", "languages": "languages",
        "orientation": "orientation", "rotation": "rotation",
        "viewing_distance": "viewing distance (m)", "diagonal": "diagonal (in)",
        "complaint_url": "where the QR codes lead", "time_zone": "time zone",
        "logo": "the logo is another one", "opening_hours": "the opening hours changed",
        "takeover": "how urgent notices take turns changed",
    },
    "fr": {
        "title": "titre", "body": "texte", "instruction": "consigne", "file": "fichier",
        "content": "l'image ou la vidéo est une autre", "captions": "les sous-titres ont changé",
        "link": "adresse du code QR", "qr": "code QR", "dwell_s": "durée (secondes)",
        "transition": "transition", "services": "services", "areas": "quartiers",
        "sources": "sources", "limit": "au plus par tour", "max_age_s": "âge (secondes)",
        "every": "un tour sur", "valid_from": "à partir du", "valid_until": "jusqu'au",
        "days": "jours", "hours": "heures", "repeat": "répétition", "service": "service",
        "kind": "type", "severity": "gravité", "urgency": "urgence", "state": "état",
        "planned": "prévu", "starts": "début", "ends": "fin", "shows_from": "affiché à partir de",
        "expires": "affiché jusqu'à", "name": "nom du site", "languages": "langues",
        "orientation": "orientation", "rotation": "rotation",
        "viewing_distance": "distance de lecture (m)", "diagonal": "diagonale (pouces)",
        "complaint_url": "adresse des codes QR", "time_zone": "fuseau horaire",
        "logo": "le logo est un autre", "opening_hours": "les heures d'ouverture ont changé",
        "takeover": "l'alternance des avis urgents a changé",
    },
    "ar": {
        "title": "العنوان", "body": "النص", "instruction": "ما يجب فعله", "file": "الملف",
        "content": "الصورة أو الفيديو غير السابق", "captions": "تغيّرت الترجمة المكتوبة",
        "link": "عنوان رمز QR", "qr": "رمز QR", "dwell_s": "مدة العرض (ثوان)",
        "transition": "الانتقال", "services": "المصالح", "areas": "الأحياء",
        "sources": "المصادر", "limit": "الأقصى في الجولة", "max_age_s": "أقصى عمر (ثوان)",
        "every": "جولة من كل", "valid_from": "ابتداء من", "valid_until": "إلى غاية",
        "days": "الأيام", "hours": "الساعات", "repeat": "التكرار", "service": "المصلحة",
        "kind": "النوع", "severity": "الخطورة", "urgency": "الاستعجال", "state": "الحالة",
        "planned": "مبرمج", "starts": "البداية", "ends": "النهاية",
        "shows_from": "يُعرض ابتداء من", "expires": "يُعرض إلى غاية", "name": "اسم الموقع",
        "languages": "اللغات", "orientation": "الاتجاه", "rotation": "الدوران",
        "viewing_distance": "مسافة القراءة (م)", "diagonal": "القطر (بوصة)",
        "complaint_url": "وجهة رموز QR", "time_zone": "المنطقة الزمنية",
        "logo": "الشعار غير السابق", "opening_hours": "تغيّرت أوقات العمل",
        "takeover": "تغيّر تناوب الإعلانات المستعجلة",
    },
}  # fmt: skip
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "now": "Shows as soon as the wall has it.",
        "until": "Shows as soon as the wall has it, until {at}.",
        "at": "Shows from {at}.", "never": "Will not show as things are: see kiosk explain.",
        "gone": "Gone as soon as the wall has it.", "not_yet": "It was to show from {at}.",
        "unseen": "Visitors did not see it.", "was": "was", "is": "now", "nothing": "nothing",
        "same": "Visitors will see no difference.", "colon": ":", "comma": ",",
        "days": "mon tue wed thu fri sat sun",
    },
    "fr": {
        "now": "S'affiche dès que l'écran l'a reçu.",
        "until": "S'affiche dès que l'écran l'a reçu, jusqu'au {at}.",
        "at": "S'affiche à partir du {at}.",
        "never": "En l'état, ne s'affichera pas : voyez kiosk explain.",
        "gone": "Disparaît dès que l'écran l'a reçu.",
        "not_yet": "Devait s'afficher à partir du {at}.",
        "unseen": "Les visiteurs ne le voyaient pas.", "was": "avant", "is": "après",
        "nothing": "rien", "same": "Les visiteurs ne verront aucune différence.",
        "colon": " :", "comma": ",", "days": "lun mar mer jeu ven sam dim",
    },
    "ar": {
        "now": "يُعرض حالما تتوصل به الشاشة.", "until": "يُعرض حالما تتوصل به الشاشة، إلى غاية {at}.",
        "at": "يُعرض ابتداء من {at}.",
        "never": "لن يُعرض في الوضع الحالي: انظر kiosk explain.",
        "gone": "يختفي حالما تتوصل الشاشة بالجديد.", "not_yet": "كان سيُعرض ابتداء من {at}.",
        "unseen": "لم يكن الزوار يرونه.", "was": "قبل", "is": "بعد", "nothing": "لا شيء",
        "same": "لن يرى الزوار أي فرق.", "colon": ":", "comma": "،",
        "days": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    },
}  # fmt: skip


def no_difference(language: str) -> str:
    return _WORDS[language]["same"]


def tell(change: Change, language: str, zone: ZoneInfo) -> Iterator[str]:
    """A change as lines: what, then what differs, then when it takes effect.

    Args:
        language: one of `LANGUAGES`.
        zone: in which moments are told.
    """
    what, words = _WHAT[language][change.what], _WORDS[language]
    if change.what in (What.ORDER, What.SCREEN_ADDED, What.SCREEN_REMOVED):
        yield what
        return
    if change.what is What.SETTING:
        yield f"{what}{words['colon']}"
    else:
        kind = _KINDS[language].get(change.kind, change.kind)
        head = f"{what}{words['comma']} {kind}{words['colon']}"
        yield f"{head} {_isolated(change.title)}  ({_isolated(change.place)})"
    for detail in change.details:
        for line in _detail(detail, language, zone):
            yield f"  {line}"
    effect = _effect(change, language, zone)
    if effect:
        yield f"  {effect}"


def _detail(detail: Detail, language: str, zone: ZoneInfo) -> Iterator[str]:
    name = _FIELDS[language].get(detail.field, detail.field)
    if detail.language:
        name = f"{name} [{detail.language}]"
    if not detail.before and not detail.after:
        yield name
        return
    words = _WORDS[language]
    before, after = (
        _said(detail.before, detail, words, zone),
        _said(detail.after, detail, words, zone),
    )
    before, after = _around(before, after)
    yield f"{name}{words['colon']}"
    yield f"  {words['was']}{words['colon']} {_isolated(before) or words['nothing']}"
    yield f"  {words['is']}{words['colon']} {_isolated(after) or words['nothing']}"


def _effect(change: Change, language: str, zone: ZoneInfo) -> str:
    verdict, words = change.verdict, _WORDS[language]
    if verdict is None:
        return ""
    at = verdict.next_at
    if change.what is What.REMOVED:
        if verdict.shows:
            return words["gone"]
        return words["not_yet"].format(at=_clock(at, zone)) if at else words["unseen"]
    if verdict.shows:
        until = verdict.until
        return words["until"].format(at=_clock(until, zone)) if until else words["now"]
    return words["at"].format(at=_clock(at, zone)) if at else words["never"]


def _around(before: str, after: str) -> tuple[str, str]:
    """Both texts on one line each, from a little before their first difference."""
    before, after = " ".join(before.split()), " ".join(after.split())
    pairs = enumerate(zip(before, after, strict=False))
    same = next((place for place, pair in pairs if pair[0] != pair[1]), len(before))
    start = 0 if max(len(before), len(after)) <= _SHOWN else max(0, same - _SHOWN // 3)
    if start:
        start = before.rfind(" ", 0, start) + 1
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + _SHOWN]
    return f"{'…' if start else ''}{shown}{'…' if start + _SHOWN < len(text) else ''}"


def _said(text: str, detail: Detail, words: Mapping[str, str], zone: ZoneInfo) -> str:
    if detail.field == "days" and text:
        names = words["days"].split()
        return f"{words['comma']} ".join(names[int(day)] for day in text.split(", "))
    if _ISO.fullmatch(text):
        return _clock(datetime.fromisoformat(text), zone)
    return text


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _isolated(text: str) -> str:
    """A text within a line of another script keeps its own order."""
    return f"\u2068{text}\u2069" if text else ""
