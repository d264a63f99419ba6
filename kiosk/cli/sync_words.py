"""What `kiosk sync` and `kiosk rollback` say, in the languages of `kiosk.cli.tongue`."""

from __future__ import annotations

from kiosk.cli.tongue import Words, catalogue

_ENGLISH: Words = {
    # a round of the feeds
    "feed": "feed",
    "result": "result",
    "notices": "notices",
    "new": "new",
    "corrected": "corrected",
    "gone": "gone",
    "changed": "changed",
    "unchanged": "unchanged",
    "failed": "failed",
    "media": "{count} media files, {size} MB",
    "failure": "FAILED {name}: {error}",
    "of_feed": "{name}: {warning}",
    "guessed": "{name}: in {count} notices something was guessed or dropped. kiosk feed {name}"
    " tells what.",
    "done": "Done in {seconds} s.",
    "step": "{done} of {total}: {name}",
    # what an office publishes
    "not_taken": "FAILED: {why}",
    "back": "Publication {shows} shows. Publication {number} is here too and was rolled back from;"
    " the next one that changes this screen shows again.",
    "switched": "Publication {number} shows now; {size} MB came.",
    "same": "Nothing new: publication {number} shows.",
    "coming": "{done} of {total} MB: {name}",
    # rollback
    "publication": "publication",
    "came": "came",
    "shows": "shows",
    "held": "held back",
    "ago": "{age} ago",
    "days": "{count} days",
    "rolled_back": "Publication {number} shows now.",
    "stays": "It stays until the office publishes something else for this screen.",
}
_FRENCH: Words = {
    "feed": "flux",
    "result": "résultat",
    "notices": "avis",
    "new": "nouveaux",
    "corrected": "corrigés",
    "gone": "retirés",
    "changed": "changé",
    "unchanged": "inchangé",
    "failed": "échec",
    "media": "{count} images ou vidéos, {size} Mo",
    "failure": "ÉCHEC {name} : {error}",
    "of_feed": "{name} : {warning}",
    "guessed": "{name} : dans {count} avis, quelque chose a été deviné ou laissé de côté."
    " kiosk feed {name} dit quoi.",
    "done": "Terminé en {seconds} s.",
    "step": "{done} sur {total} : {name}",
    "not_taken": "ÉCHEC : {why}",
    "back": "La publication {shows} est à l'écran. La publication {number} est là aussi ; quelqu'un"
    " est revenu en arrière. La prochaine qui change cet écran sera montrée.",
    "switched": "La publication {number} est maintenant à l'écran ; {size} Mo sont arrivés.",
    "same": "Rien de nouveau : la publication {number} est à l'écran.",
    "coming": "{done} Mo sur {total} : {name}",
    "publication": "publication",
    "came": "arrivée",
    "shows": "à l'écran",
    "held": "écartée",
    "ago": "il y a {age}",
    "days": "{count} jours",
    "rolled_back": "La publication {number} est maintenant à l'écran.",
    "stays": "Elle y reste jusqu'à ce que le bureau en publie une autre pour cet écran.",
}
_ARABIC: Words = {
    "feed": "المصدر",
    "result": "النتيجة",
    "notices": "إعلانات",
    "new": "جديدة",
    "corrected": "مصححة",
    "gone": "محذوفة",
    "changed": "تغيّر",
    "unchanged": "لم يتغيّر",
    "failed": "فشل",
    "media": "صور وفيديوهات ({count})، {size} م.ب",
    "failure": "فشل \u2068{name}\u2069: \u2068{error}\u2069",
    "of_feed": "\u2068{name}\u2069: \u2068{warning}\u2069",
    "guessed": "\u2068{name}\u2069: خُمّن شيء أو تُرك في بعض الإعلانات ({count}). لمعرفته:"
    " \u2068kiosk feed {name}\u2069.",
    "done": "انتهى في {seconds} ثانية.",
    "step": "{done} من {total}: \u2068{name}\u2069",
    "not_taken": "فشل: {why}",
    "back": "تُعرض النشرة {shows}. النشرة {number} موجودة هنا أيضا وقد رجع أحدهم عنها؛ وستُعرض"
    " النشرة القادمة التي تغيّر هذه الشاشة.",
    "switched": "تُعرض الآن النشرة {number}؛ وصل منها {size} م.ب.",
    "same": "لا جديد: تُعرض النشرة {number}.",
    "coming": "{done} من {total} م.ب: \u2068{name}\u2069",
    "publication": "النشرة",
    "came": "وصلت",
    "shows": "معروضة",
    "held": "مستبعدة",
    "ago": "قبل \u2068{age}\u2069",
    "days": "\u2068{count}\u2069 يوما",
    "rolled_back": "تُعرض الآن النشرة {number}.",
    "stays": "تبقى إلى أن ينشر المكتب غيرها لهذه الشاشة.",
}
words_in = catalogue(_ENGLISH, _FRENCH, _ARABIC)
