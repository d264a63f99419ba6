"""A municipality with something to tell, for the tests of the stage."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kiosk.model.notice import (
    Area,
    Captions,
    Kind,
    Media,
    Notice,
    NoticeText,
    Role,
    Severity,
    Urgency,
)
from kiosk.model.playlist import Item, Transition
from kiosk.model.site import Orientation, Screen, Site
from kiosk.model.text import Text
from kiosk.player.proofread import faults_of_page
from kiosk.player.stage import bidi
from kiosk.player.stage.compose import Composer, Facts
from kiosk.player.stage.view import SlideView
from kiosk.schedule.showing import Cause, Phase, Showing
from tests import make

NOW = make.utc("2026-11-24 09:05")
LANDSCAPE, PORTRAIT = (1920, 1080), (1080, 1920)
SIZES = pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])

SERVICES = (
    make.service(
        "water",
        name={"ar": "الماء", "fr": "Eau", "zgh": "ⴰⵎⴰⵏ", "en": "Water"},
        description={"ar": "التسربات وجودة الماء", "fr": "Fuites et qualité de l’eau"},
        phone="05 22 11-22-33",
    ),
    make.service(
        "electricity",
        name={"ar": "الكهرباء", "fr": "Électricité", "en": "Electricity"},
        description={"ar": "الأعطاب", "fr": "Pannes de courant"},
        colour="#6b3d00",
        icon="bolt",
    ),
    make.service(
        "sanitation",
        name={"ar": "التطهير السائل", "fr": "Assainissement", "en": "Sanitation"},
        description={"fr": "Égouts bouchés et odeurs"},
        colour="#4a3f6b",
        icon="pipe",
    ),
    make.service(
        "lighting",
        name={"ar": "الإنارة العمومية", "fr": "Éclairage public", "en": "Street lighting"},
        colour="#5a4500",
        icon="lamp",
    ),
    make.service(
        "civil",
        name={"ar": "الحالة المدنية", "fr": "État civil", "en": "Civil registry"},
        colour="#0b5a52",
        icon="person",
    ),
)
SALAM = Area(
    id="salam",
    name=Text.of({"ar": "حي السلام", "fr": "Hay Salam", "zgh": "Hay Salam", "en": "Hay Salam"}),
)
MOHAMMADI = Area(id="mohammadi", name=Text.of({"ar": "الحي المحمدي", "fr": "Hay Mohammadi"}))


def notice(key: str, kind: Kind, texts: dict[str, tuple[str, ...]], **more: Any) -> Notice:
    """A notice from `{language: (title, body, instruction)}`."""
    told = []
    for language, parts in texts.items():
        title, body, instruction = (*parts, "", "")[:3]
        told.append(NoticeText(language=language, title=title, body=body, instruction=instruction))
    return make.notice(key, kind=kind, texts=tuple(told), **more)


OUTAGE = notice(
    "outage",
    Kind.OUTAGE,
    {
        "ar": (
            "انقطاع الماء بحي السلام",
            "أشغال صيانة بشارع الحسن الثاني. للاستفسار 05 22 11-22-33 من 08:30-16:30.",
        ),
        "fr": (
            "Coupure d’eau à Hay Salam",
            "Travaux avenue Hassan II. Renseignements au 05 22 11-22-33, de 08:30 à 16:30.",
        ),
        "zgh": ("ⴰⴱⴱⴰⵢ ⵏ ⵡⴰⵎⴰⵏ",),
        "en": ("Water outage in Hay Salam", "Works in avenue Hassan II."),
    },
    service="water",
    planned=True,
    areas=(SALAM,),
    starts=make.utc("2026-11-26 09:00"),
    ends=make.utc("2026-11-26 14:30"),
)
NEWS = notice(
    "news",
    Kind.ANNOUNCEMENT,
    {
        "ar": ("تسجيل الأطفال في المدارس", "يفتح باب التسجيل من 1 إلى 15 دجنبر، الشباك رقم 4."),
        "fr": ("Inscriptions dans les écoles", "Du 1er au 15 décembre, guichet 4."),
    },
    service="civil",
)
ALERT = notice(
    "alert",
    Kind.ALERT,
    {
        "ar": ("فيضان محتمل للواد", "المياه ترتفع بسرعة.", "ابتعدوا عن ضفاف الواد."),
        "fr": ("Risque de crue de l’oued", "L’eau monte vite.", "Éloignez-vous des berges."),
    },
    severity=Severity.EXTREME,
    urgency=Urgency.IMMEDIATE,
)
CAPSULE = notice(
    "capsule",
    Kind.CAPSULE,
    {"ar": ("كيف أطلب عقد الازدياد",), "fr": ("Demander un acte de naissance",)},
    media=(
        Media(
            url="capsule.mp4",
            role=Role.SIGN_VIDEO,
            path="/site/capsule.mp4",
            captions=(
                Captions(language="ar", url="ar.vtt", path="/site/ar.vtt"),
                Captions(language="fr", url="fr.vtt", path="/site/fr.vtt"),
            ),
        ),
    ),
)
FACTS = Facts(
    coming_outages=(OUTAGE,), position=3, of=12, next_capsule=make.utc("2026-11-24 09:14")
)


def screen(size: tuple[int, int] = LANDSCAPE, **more: Any) -> Screen:
    upright = size[1] > size[0]
    more.setdefault("orientation", Orientation.PORTRAIT if upright else Orientation.LANDSCAPE)
    return make.screen(**more)


def site(shown: Screen, **more: Any) -> Site:
    more.setdefault("name", {"ar": "جماعة واد أزهار", "fr": "Commune d’Oued Azhar"})
    more.setdefault("services", SERVICES)
    more.setdefault("areas", (SALAM, MOHAMMADI))
    more.setdefault("complaint_url", "https://oued-azhar.example/r/{service}/{screen}")
    return make.site(screens=(shown,), **more)


def composer(size: tuple[int, int] = LANDSCAPE, **more: Any) -> Composer:
    """For a screen with these fields; `site_…` go to the site."""
    about_site = {key[5:]: more.pop(key) for key in list(more) if key.startswith("site_")}
    shown = screen(size, **more)
    return Composer(site(shown, **about_site), shown, size)


def showing(
    shown: Notice | None = None,
    *,
    item: Item | None = None,
    phase: Phase | None = None,
    cause: Cause = Cause.ROTATION,
    dwell_s: float = 20.0,
    fixed: bool = False,
    transition: Transition = Transition.CUT,
) -> Showing:
    return Showing(
        cause=cause,
        item=item,
        index=0 if item else -1,
        notice=shown,
        phase=phase,
        dwell_s=dwell_s,
        fixed=fixed,
        transition=transition,
        position=3,
        of=12,
        until=None,
    )


def words(view: SlideView, group: str) -> str:
    """What the lines of a group say, without isolates."""
    lines = (line.text for line in view.texts if line.group.startswith(group))
    return " ".join(bidi.stripped(line) for line in lines).replace(bidi.NBSP, " ")


def at(text: str) -> datetime:
    return make.utc(text)


def sound(pages: tuple[SlideView, ...], size: tuple[int, int]) -> None:
    """Nothing on these pages is clipped, covered or too high, and each stands for a while."""
    assert pages
    for page in pages:
        assert faults_of_page(page, size) == (), page.id
        for line in page.texts:
            assert page.area.y <= line.baseline - 0.7 * line.px, line
        assert page.dwell_s > 0
