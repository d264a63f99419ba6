"""What shows while there is no site to show: a plain word to visitors, nothing internal."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.model.playlist import MessageItem, Playlist, QrChoice, Transition
from kiosk.model.site import Screen, Site
from kiosk.model.text import Text

_TITLE = {"ar": "هذه الشاشة قيد الإعداد", "fr": "Cet écran est en cours d’installation"}
_BODY = {
    "ar": "ستعرض هنا قريبا إعلانات الجماعة وخدماتها. المرجو التوجه إلى الاستقبال.",
    "fr": "Les avis et services de la commune s’afficheront bientôt ici. "
    "Merci de vous adresser à l’accueil.",
}
_NAME = {"ar": "مرحبا بكم", "fr": "Bienvenue"}


def setup_site(screen_id: str | None) -> Site:
    """A site of one screen and one message, in Arabic and French.

    The screen is called so, or `screen` where that is nothing that a screen can be called.
    """
    name = screen_id if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", screen_id or "") else None
    message = MessageItem.model_validate(
        {
            "kind": "message",
            "title": _TITLE,
            "body": _BODY,
            "qr": QrChoice.NONE,
            "duration": 60.0,
        }
    )
    return Site(
        name=Text.of(_NAME),
        time_zone="Africa/Casablanca",
        languages=("ar", "fr"),
        complaint_url="",
        services=(),
        screens=(Screen(id=name or "screen", name=Text.of(_NAME), playlist="setup"),),
        playlists=(Playlist(id="setup", transition=Transition.CUT, items=(message,)),),
        folder=Path("/"),
    )
