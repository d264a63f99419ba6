"""The sentences of `kiosk status`, in the languages of `kiosk.cli.tongue`.

Names of commands and files stay as they are typed; in Arabic they stand in isolates.
"""

from __future__ import annotations

from kiosk.cli.tongue import Words, catalogue

_ENGLISH: Words = {
    # what needs a person
    "no_player": "No player runs on this machine. Start it: kiosk run, or its service.",
    "player_ended": "The player of the screen {screen} has ended. Start it again.",
    "player_trouble": "Screen {screen}: {trouble}",
    "left_out_picture": "Screen {screen} leaves out the picture {file}: {why}. Put it back, or"
    " export it again as PNG or JPEG; the one of a feed, its publisher must.",
    "left_out_video": "Screen {screen} leaves out the video {file}: {why}. Put it back, or export"
    " it again as MP4 (H.264); the one of a feed, its publisher must.",
    "left_out_more": "Screen {screen} leaves out more files ({count}): kiosk status --json",
    "screen_unknown": "The screen {screen} is not in screens.yaml, so it shows the last site that"
    " had it. Put it back, or start the player with one of: {screens}.",
    "no_sync": "Sync does not run, so feeds grow old. Start it: kiosk sync.",
    "feed_trouble": "Feed {feed}: {trouble}",
    "media_trouble": "A picture or video does not come: {url}: {error}.",
    "media_troubles": "{count} pictures or videos do not come, the first: {url}: {error}.",
    "disk_full": "The disk of the data folder is full: {free} MB are free. Free some, or nothing"
    " new can be stored; the screen shows what it has.",
    "clock": "The machine's clock is not known to be right, so nothing expires and nothing dated is"
    " hidden. See timedatectl; a time server must be reachable.",
    "site_error": "The site's files have 1 error, so the last good site stays on the screens."
    " See kiosk check.",
    "site_errors": "The site's files have {count} errors, so the last good site stays on the"
    " screens. See kiosk check.",
    "nothing_came": "No publication has come yet: visitors read that the screen is being set up.",
    "office_late": "The office was to be heard from by {at} UTC, and was last asked before. The"
    " screen shows what it has; see that sync runs.",
    "rolled_back": "Somebody rolled back from publication {held}; publication {shows} shows until"
    " the office publishes something else for this screen. To show the newest:"
    " kiosk rollback --undo.",
    # what is wrong with a feed
    "in_a_row": "{error} ({times} times in a row)",
    "never_fetched": "it was never fetched. See kiosk sync --once.",
    "late": "its last good answer is {age} old.",
    # the page
    "site": "site",
    "data": "data",
    "screen": "screen",
    "not_running": "NOT RUNNING",
    "shows": "shows",
    "showed": "showed",
    "since": "since",
    "for": "for {age}",
    "next": "next",
    "office": "office",
    "moved": "moved to",
    "moved_for_good": "{address}, for good: give this address with --from (KIOSK_FROM)",
    "heard": "heard",
    "ago": "{age} ago",
    "never": "never",
    "publication": "publication {number}",
    "nothing": "nothing yet",
    "held": "held",
    "held_from": "publication {number}: somebody rolled back from it",
    "newest": "newest",
    "same_here": "{publication}, the same for this screen",
    "valid": "valid",
    "until": "until {at}",
    "sync": "sync",
    "sync_stopped": "NOT RUNNING",
    "runs": "runs",
    "feed": "feed",
    "warnings": "warnings",
    "see_warnings": "Warnings are told, one by one, by: kiosk feed {feed}",
    "notices": "notices",
    "last_good": "last good",
    "trouble": "trouble",
    "no_faults": "The site's files have no faults.",
    "fault": "The site's files have 1 fault:",
    "faults": "The site's files have {count} faults:",
    "more": "… and {count} more: kiosk check",
    "attention": "Needs attention:",
    "well": "All is well.",
    "days": "{count} days",
}
_FRENCH: Words = {
    "no_player": "Aucun afficheur ne tourne sur cette machine. Lancez-le : kiosk run, ou son"
    " service.",
    "player_ended": "L'afficheur de l'écran {screen} s'est arrêté. Relancez-le.",
    "player_trouble": "Écran {screen} : {trouble}",
    "left_out_picture": "L'écran {screen} laisse de côté l'image {file} : {why}. Remettez-la, ou"
    " exportez-la de nouveau en PNG ou JPEG ; celle d'un flux, à qui le publie de le faire.",
    "left_out_video": "L'écran {screen} laisse de côté la vidéo {file} : {why}. Remettez-la, ou"
    " exportez-la de nouveau en MP4 (H.264) ; celle d'un flux, à qui le publie de le faire.",
    "left_out_more": "L'écran {screen} laisse de côté d'autres fichiers ({count}) : kiosk status"
    " --json",
    "screen_unknown": "L'écran {screen} n'est pas dans screens.yaml : il montre le dernier site qui"
    " l'avait. Remettez-le, ou lancez l'afficheur avec l'un de : {screens}.",
    "no_sync": "La synchronisation ne tourne pas, les flux vieillissent. Lancez-la : kiosk sync.",
    "feed_trouble": "Flux {feed} : {trouble}",
    "media_trouble": "Une image ou une vidéo n’arrive pas : {url} : {error}.",
    "media_troubles": "{count} images ou vidéos n’arrivent pas, la première : {url} : {error}.",
    "disk_full": "Le disque du dossier de données est plein : il reste {free} Mo. Faites de la"
    " place, sinon rien de nouveau ne peut être enregistré ; l’écran montre ce qu’il a.",
    "clock": "L’heure de la machine n’est pas sûre : rien n’expire et rien de daté n’est masqué."
    " Voir timedatectl ; un serveur de temps doit être joignable.",
    "site_error": "Les fichiers du site ont 1 erreur : le dernier bon site reste à l'écran."
    " Voyez kiosk check.",
    "site_errors": "Les fichiers du site ont {count} erreurs : le dernier bon site reste à l'écran."
    " Voyez kiosk check.",
    "nothing_came": "Aucune publication n’est encore arrivée : les visiteurs lisent que l’écran est"
    " en cours d’installation.",
    "office_late": "Le bureau devait donner signe avant le {at} UTC et n'a pas été interrogé"
    " depuis. L'écran montre ce qu'il a ; vérifiez que la synchronisation tourne.",
    "rolled_back": "Quelqu'un est revenu en arrière depuis la publication {held} ; la publication"
    " {shows} reste à l'écran jusqu'à ce que le bureau en publie une autre. Pour montrer la plus"
    " récente : kiosk rollback --undo.",
    "in_a_row": "{error} ({times} fois de suite)",
    "never_fetched": "il n'a jamais été récupéré. Voyez kiosk sync --once.",
    "late": "sa dernière bonne réponse date de {age}.",
    "site": "site",
    "data": "données",
    "screen": "écran",
    "not_running": "ARRÊTÉ",
    "shows": "montre",
    "showed": "montrait",
    "since": "depuis",
    "for": "soit {age}",
    "next": "ensuite",
    "office": "bureau",
    "moved": "déménagé",
    "moved_for_good": "{address}, pour de bon : donnez cette adresse par --from (KIOSK_FROM)",
    "heard": "entendu",
    "ago": "il y a {age}",
    "never": "jamais",
    "publication": "publication {number}",
    "nothing": "rien encore",
    "held": "écartée",
    "held_from": "publication {number} : quelqu'un est revenu en arrière",
    "newest": "dernière",
    "same_here": "{publication}, la même pour cet écran",
    "valid": "valable",
    "until": "jusqu'au {at}",
    "sync": "synchronisation",
    "sync_stopped": "ARRÊTÉE",
    "runs": "tourne",
    "feed": "flux",
    "warnings": "avertissements",
    "see_warnings": "Les avertissements, un par un : kiosk feed {feed}",
    "notices": "avis",
    "last_good": "dernier succès",
    "trouble": "problème",
    "no_faults": "Les fichiers du site sont sans faute.",
    "fault": "Les fichiers du site ont 1 faute :",
    "faults": "Les fichiers du site ont {count} fautes :",
    "more": "… et {count} de plus : kiosk check",
    "attention": "À voir :",
    "well": "Tout va bien.",
    "days": "{count} jours",
}
_ARABIC: Words = {
    "no_player": "لا يعمل أي عارض على هذا الجهاز. شغّله: \u2068kiosk run\u2069 أو خدمته.",
    "player_ended": "توقف عارض الشاشة \u2068{screen}\u2069. شغّله من جديد.",
    "player_trouble": "الشاشة \u2068{screen}\u2069: \u2068{trouble}\u2069",
    "left_out_picture": "تترك الشاشة \u2068{screen}\u2069 الصورة \u2068{file}\u2069:"
    " \u2068{why}\u2069. أعدها إلى مكانها أو صدّرها من جديد بصيغة \u2068PNG\u2069 أو"
    " \u2068JPEG\u2069؛ وإن كانت من مصدر فعلى ناشره ذلك.",
    "left_out_video": "تترك الشاشة \u2068{screen}\u2069 الفيديو \u2068{file}\u2069:"
    " \u2068{why}\u2069. أعده إلى مكانه أو صدّره من جديد بصيغة \u2068MP4 (H.264)\u2069؛ وإن"
    " كان من مصدر فعلى ناشره ذلك.",
    "left_out_more": "تترك الشاشة \u2068{screen}\u2069 ملفات أخرى ({count}):"
    " \u2068kiosk status --json\u2069",
    "screen_unknown": "الشاشة \u2068{screen}\u2069 ليست في \u2068screens.yaml\u2069، فتعرض آخر موقع"
    " كانت فيه. أعدها، أو شغّل العارض بواحدة من: \u2068{screens}\u2069.",
    "no_sync": "المزامنة متوقفة، فالمصادر تتقادم. شغّلها: \u2068kiosk sync\u2069.",
    "feed_trouble": "المصدر \u2068{feed}\u2069: \u2068{trouble}\u2069",
    "media_trouble": "صورة أو فيديو لا يصل: \u2068{url}\u2069: {error}.",
    "media_troubles": "{count} من الصور أو الفيديوهات لا تصل، أولها: \u2068{url}\u2069: {error}.",
    "disk_full": "قرص مجلد البيانات ممتلئ: الفارغ \u2068{free} MB\u2069. أفسح مكانا، وإلا فلا يمكن"
    " حفظ أي جديد؛ تعرض الشاشة ما لديها.",
    "clock": "ساعة الجهاز غير مؤكدة، فلا شيء تنتهي صلاحيته ولا يُخفى ما له تاريخ. انظر"
    " \u2068timedatectl\u2069؛ يجب أن يكون خادم للوقت متاحا.",
    "site_error": "في ملفات الموقع خطأ واحد، فيبقى آخر موقع سليم على الشاشات."
    " انظر \u2068kiosk check\u2069.",
    "site_errors": "في ملفات الموقع أخطاء (عددها {count})، فيبقى آخر موقع سليم على الشاشات."
    " انظر \u2068kiosk check\u2069.",
    "nothing_came": "لم تصل أي نشرة بعد: يقرأ الزوار أن الشاشة قيد الإعداد.",
    "office_late": "كان منتظرا أن يُسمع من المكتب قبل \u2068{at} UTC\u2069 ولم يُسأل منذ ذلك الحين."
    " تعرض الشاشة ما لديها؛ تأكد من أن المزامنة تعمل.",
    "rolled_back": "رجع أحدهم عن النشرة {held}؛ تبقى النشرة {shows} على الشاشة إلى أن ينشر المكتب"
    " غيرها. لعرض الأحدث: \u2068kiosk rollback --undo\u2069.",
    "in_a_row": "\u2068{error}\u2069 (مرات متتالية: {times})",
    "never_fetched": "لم يُجلب قط. انظر \u2068kiosk sync --once\u2069.",
    "late": "مضى على آخر جواب سليم منه \u2068{age}\u2069.",
    "site": "الموقع",
    "data": "البيانات",
    "screen": "الشاشة",
    "not_running": "متوقفة",
    "shows": "تعرض",
    "showed": "كانت تعرض",
    "since": "منذ",
    "for": "أي \u2068{age}\u2069",
    "next": "ثم",
    "office": "المكتب",
    "moved": "انتقل إلى",
    "moved_for_good": "\u2068{address}\u2069 نهائيا: أعط هذا العنوان بـ"
    " \u2068--from (KIOSK_FROM)\u2069",
    "heard": "سُمع",
    "ago": "قبل \u2068{age}\u2069",
    "never": "أبدا",
    "publication": "النشرة {number}",
    "nothing": "لا شيء بعد",
    "held": "مستبعدة",
    "held_from": "النشرة {number}: رجع أحدهم عنها",
    "newest": "الأحدث",
    "same_here": "{publication}، وهي نفسها لهذه الشاشة",
    "valid": "صالحة",
    "until": "حتى \u2068{at}\u2069",
    "sync": "المزامنة",
    "sync_stopped": "متوقفة",
    "runs": "تعمل",
    "feed": "المصدر",
    "warnings": "تنبيهات",
    "see_warnings": "التنبيهات واحدا واحدا: \u2068kiosk feed {feed}\u2069",
    "notices": "إعلانات",
    "last_good": "آخر نجاح",
    "trouble": "مشكلة",
    "no_faults": "لا أخطاء في ملفات الموقع.",
    "fault": "في ملفات الموقع خلل واحد:",
    "faults": "في ملفات الموقع مواطن خلل (عددها {count}):",
    "more": "… وغيرها (عددها {count}): \u2068kiosk check\u2069",
    "attention": "يحتاج إلى تدخل:",
    "well": "كل شيء على ما يرام.",
    "days": "\u2068{count}\u2069 يوما",
}
words_in = catalogue(_ENGLISH, _FRENCH, _ARABIC)
