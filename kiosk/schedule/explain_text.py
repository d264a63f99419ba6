"""The sentences of `explain`, in English, French and Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.schedule.cards import Ends
from kiosk.schedule.verdict import Rule, Value, Verdict

_ENGLISH: Mapping[Rule, str] = {
    Rule.SHOWS: "Shows",
    Rule.URGENT: "Shows at once, before everything else, because it is urgent",
    Rule.OVERDUE: "Shows, although it was expected to be over at {ends}: nobody has said that it"
    " is. If it is, set `state: resolved`",
    Rule.CLOSED: "The reception is closed",
    Rule.URGENT_ALONE: "An urgent notice has the screen to itself",
    Rule.NOT_YET: "Its `from` has not come: {at}",
    Rule.PERIOD_OVER: "Its `until` has passed: {at}",
    Rule.DAYS: "Today is not one of its `days`: {days}",
    Rule.HOURS: "It is not the time of its `hours`: {hours}",
    Rule.REPEAT: "Its `repeat` does not name today: {repeat}",
    Rule.BAD_RULE: "Its `repeat` cannot be read: {fault}",
    Rule.NO_FILE: "Its file is not here, or cannot be shown: {file}",
    Rule.EMPTY: "No notice fills it now",
    Rule.TEST: "It is a test (`state: test`); tests are never shown",
    Rule.SCREEN_SERVICE: "This screen does not show the service {service}; see its `services` in"
    " screens.yaml",
    Rule.SCREEN_AREA: "It is about {areas}, and this screen is not; see its `areas` in"
    " screens.yaml",
    Rule.LANGUAGE: "It has no text in a language of this screen, only: {languages}",
    Rule.NO_VIDEO: "The capsule's video is not here (yet)",
    Rule.SHOWS_FROM: "It is not to be shown before {at}",
    Rule.ENDED: "It ended at {at}, {why}",
    Rule.BACKWARDS: "It ends before it begins to show; correct its dates",
    Rule.NO_ITEM: "No item of the playlist takes notices of the kind {kind}",
    Rule.ITEM_SERVICE: "Item {item} takes other `services`, not {service}",
    Rule.ITEM_AREA: "Item {item} takes other `areas`, not {areas}",
    Rule.ITEM_SOURCE: "Item {item} takes other `sources`, not {source}",
    Rule.TOO_OLD: "It is older than item {item} allows (`max_age`: {max_age})",
}
_FRENCH: Mapping[Rule, str] = {
    Rule.SHOWS: "S'affiche",
    Rule.URGENT: "S'affiche aussitôt, avant tout le reste, parce qu'il est urgent",
    Rule.OVERDUE: "S'affiche, bien que la fin ait été prévue pour le {ends} : personne n'a dit que"
    " c'est terminé. Si c'est le cas, écrivez `state: resolved`",
    Rule.CLOSED: "L'accueil est fermé",
    Rule.URGENT_ALONE: "Un avis urgent occupe seul l'écran",
    Rule.NOT_YET: "Son `from` n'est pas encore venu : {at}",
    Rule.PERIOD_OVER: "Son `until` est passé : {at}",
    Rule.DAYS: "Aujourd'hui n'est pas un de ses jours (`days`) : {days}",
    Rule.HOURS: "Ce n'est pas l'heure prévue par `hours` : {hours}",
    Rule.REPEAT: "Sa règle `repeat` ne désigne pas ce jour : {repeat}",
    Rule.BAD_RULE: "Sa règle `repeat` est illisible : {fault}",
    Rule.NO_FILE: "Son fichier est absent ou ne peut être affiché : {file}",
    Rule.EMPTY: "Aucun avis ne le remplit en ce moment",
    Rule.TEST: "C'est un essai (`state: test`) ; les essais ne s'affichent jamais",
    Rule.SCREEN_SERVICE: "Cet écran n'affiche pas le service {service} ; voyez `services` dans"
    " screens.yaml",
    Rule.SCREEN_AREA: "Il concerne {areas}, pas cet écran ; voyez `areas` dans screens.yaml",
    Rule.LANGUAGE: "Aucun texte dans une langue de cet écran, seulement : {languages}",
    Rule.NO_VIDEO: "La vidéo de la capsule n'est pas (encore) là",
    Rule.SHOWS_FROM: "À ne pas afficher avant le {at}",
    Rule.ENDED: "Il a pris fin le {at}, {why}",
    Rule.BACKWARDS: "Il finit avant de commencer à s'afficher ; corrigez ses dates",
    Rule.NO_ITEM: "Aucun élément de la liste ne prend les avis de type {kind}",
    Rule.ITEM_SERVICE: "L'élément {item} prend d'autres `services`, pas {service}",
    Rule.ITEM_AREA: "L'élément {item} prend d'autres `areas`, pas {areas}",
    Rule.ITEM_SOURCE: "L'élément {item} prend d'autres `sources`, pas {source}",
    Rule.TOO_OLD: "Il est plus ancien que l'élément {item} ne l'admet (`max_age` : {max_age})",
}
_ARABIC: Mapping[Rule, str] = {
    Rule.SHOWS: "يُعرض",
    Rule.URGENT: "يُعرض فورا قبل كل ما عداه لأنه مستعجل",
    Rule.OVERDUE: "يُعرض مع أن نهايته كانت متوقعة في {ends}، إذ لم يقل أحد إنه انتهى."
    " إن كان قد انتهى فاكتب \u2068`state: resolved`\u2069",
    Rule.CLOSED: "الاستقبال مغلق",
    Rule.URGENT_ALONE: "إعلان مستعجل يشغل الشاشة وحده",
    Rule.NOT_YET: "لم يحن بعد تاريخ \u2068`from`\u2069: {at}",
    Rule.PERIOD_OVER: "انقضى تاريخ \u2068`until`\u2069: {at}",
    Rule.DAYS: "ليس اليوم من أيامه (\u2068`days`\u2069): {days}",
    Rule.HOURS: "ليست هذه ساعة \u2068`hours`\u2069: {hours}",
    Rule.REPEAT: "لا تشمل قاعدة \u2068`repeat`\u2069 هذا اليوم: {repeat}",
    Rule.BAD_RULE: "لا يمكن فهم قاعدة \u2068`repeat`\u2069: {fault}",
    Rule.NO_FILE: "ملفه غير موجود أو لا يمكن عرضه: {file}",
    Rule.EMPTY: "لا إعلان يملؤه الآن",
    Rule.TEST: "هذه تجربة (\u2068`state: test`\u2069)، والتجارب لا تُعرض أبدا",
    Rule.SCREEN_SERVICE: "لا تعرض هذه الشاشة مصلحة {service}؛"
    " انظر \u2068`services`\u2069 في \u2068screens.yaml\u2069",
    Rule.SCREEN_AREA: "يخص {areas}، ولا يخص هذه الشاشة؛"
    " انظر \u2068`areas`\u2069 في \u2068screens.yaml\u2069",
    Rule.LANGUAGE: "لا نص له بلغة من لغات هذه الشاشة، بل بهذه فقط: {languages}",
    Rule.NO_VIDEO: "مقطع الكبسولة غير موجود (بعد)",
    Rule.SHOWS_FROM: "لا يُعرض قبل {at}",
    Rule.ENDED: "انتهى في {at}، {why}",
    Rule.BACKWARDS: "ينتهي قبل أن يبدأ عرضه؛ صحح تواريخه",
    Rule.NO_ITEM: "لا عنصر في القائمة يأخذ الإعلانات من نوع {kind}",
    Rule.ITEM_SERVICE: "يأخذ العنصر {item} مصالح أخرى (\u2068`services`\u2069)، لا {service}",
    Rule.ITEM_AREA: "يأخذ العنصر {item} مناطق أخرى (\u2068`areas`\u2069)، لا {areas}",
    Rule.ITEM_SOURCE: "يأخذ العنصر {item} مصادر أخرى (\u2068`sources`\u2069)، لا {source}",
    Rule.TOO_OLD: "هو أقدم مما يسمح به العنصر {item} (\u2068`max_age`\u2069: {max_age})",
}
_WHY_ENGLISH: Mapping[Ends, str] = {
    Ends.EXPLICIT: "as it says itself",
    Ends.EVENT_END: "when what it is about is over",
    Ends.SOURCE_DEFAULT: "by the rule for its feed, for it does not say itself",
    Ends.ABSENT: "when it leaves its feed",
    Ends.NEVER: "never by itself",
    Ends.RESOLVED: "having been shown as over for long enough",
    Ends.TOO_OLD: "by the item's `max_age`",
}
_WHY_FRENCH: Mapping[Ends, str] = {
    Ends.EXPLICIT: "comme il l'indique lui-même",
    Ends.EVENT_END: "quand ce dont il parle est terminé",
    Ends.SOURCE_DEFAULT: "selon la règle de son flux, car il ne l'indique pas",
    Ends.ABSENT: "quand il quitte son flux",
    Ends.NEVER: "jamais de lui-même",
    Ends.RESOLVED: "après avoir été affiché assez longtemps comme terminé",
    Ends.TOO_OLD: "selon `max_age` de l'élément",
}
_WHY_ARABIC: Mapping[Ends, str] = {
    Ends.EXPLICIT: "كما يقول هو نفسه",
    Ends.EVENT_END: "حين ينتهي ما يتحدث عنه",
    Ends.SOURCE_DEFAULT: "بحسب قاعدة مصدره، لأنه لا يقول ذلك",
    Ends.ABSENT: "حين يغادر مصدره",
    Ends.NEVER: "أبدا من تلقاء نفسه",
    Ends.RESOLVED: "بعد أن عُرض مدة كافية على أنه انتهى",
    Ends.TOO_OLD: "بحسب \u2068`max_age`\u2069 في العنصر",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "absent": "until it leaves its feed", "endless": "and never ends by itself",
        "comma": ", ", "until": "until {at}", "next": "Next: {at}.",
        "never": "It will not show as things are.",
        "every": "one round in {every}", "days": "mon tue wed thu fri sat sun",
        "age": "{days} days", "hours": "{hours} h",
    },
    "fr": {
        "absent": "jusqu'à ce qu'il quitte son flux",
        "endless": "et ne prend jamais fin de lui-même",
        "comma": ", ", "until": "jusqu'au {at}", "next": "Prochaine fois : le {at}.",
        "never": "En l'état, il ne s'affichera pas.",
        "every": "un tour sur {every}", "days": "lun mar mer jeu ven sam dim",
        "age": "{days} jours", "hours": "{hours} h",
    },
    "ar": {
        "absent": "إلى أن يغادر مصدره", "endless": "ولا ينتهي من تلقاء نفسه",
        "comma": "، ", "until": "حتى \u2068{at}\u2069", "next": "المرة القادمة: \u2068{at}\u2069.",
        "never": "لن يُعرض والحال هذه.",
        "every": "جولة من كل {every}",
        "days": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        "age": "{days} يوما", "hours": "{hours} ساعة",
    },
}  # fmt: skip
_TOLD = {
    "en": (_ENGLISH, _WHY_ENGLISH),
    "fr": (_FRENCH, _WHY_FRENCH),
    "ar": (_ARABIC, _WHY_ARABIC),
}


def tell(verdict: Verdict, language: str, zone: ZoneInfo) -> str:
    """The verdict as one or two sentences; times on the wall clock of `zone`.

    `language` is `en`, `fr` or `ar`; in any other it is told in English.
    """
    tongue = language.split("-")[0]
    tongue = tongue if tongue in _TOLD else "en"
    words = _WORDS[tongue]
    sentences, why = _TOLD[tongue]
    values = {name: _said(name, value, words, zone) for name, value in verdict.values.items()}
    if isinstance(seconds := verdict.values.get("max_age_s"), int):
        values["max_age"] = _span(seconds, words)
    if tongue == "ar":  # names, times and numbers keep their own direction
        values = {name: f"\u2068{value}\u2069" for name, value in values.items()}
    if "why" in verdict.values:
        values["why"] = why[Ends(str(verdict.values["why"]))]
    sentence = sentences[verdict.rule].format_map(values)
    if verdict.shows:
        return _shown(verdict, sentence, words, why, zone)
    if verdict.next_at is None:
        return f"{sentence}. {words['never']}"
    return f"{sentence}. {words['next'].format(at=_clock(verdict.next_at, zone))}"


def _shown(
    verdict: Verdict,
    sentence: str,
    words: Mapping[str, str],
    why: Mapping[Ends, str],
    zone: ZoneInfo,
) -> str:
    parts = [sentence]
    every = verdict.values.get("every", 1)
    if every != 1:
        parts.append(words["every"].format(every=every))
    if verdict.until is not None:
        parts.append(words["until"].format(at=_clock(verdict.until, zone)))
    if verdict.until is not None and verdict.ends is not None:
        parts.append(why[verdict.ends])
    elif verdict.notice is not None and verdict.ends is Ends.ABSENT:
        parts.append(words["absent"])
    elif verdict.notice is not None and verdict.ends is Ends.NEVER:
        parts.append(words["endless"])
    return words["comma"].join(parts) + "."


def _said(name: str, value: Value, words: Mapping[str, str], zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return _clock(value, zone)
    if name == "days" and isinstance(value, str):
        names = words["days"].split()
        return words["comma"].join(names[int(day)] for day in value.split(",") if day)
    return str(value)


def _span(seconds: int, words: Mapping[str, str]) -> str:
    days, rest = divmod(seconds, 86400)
    if days and not rest:
        return words["age"].format(days=days)
    return words["hours"].format(hours=round(seconds / 3600, 1))


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
