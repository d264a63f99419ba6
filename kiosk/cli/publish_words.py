"""What `kiosk publish` says, in the languages of `kiosk.cli.tongue`."""

from __future__ import annotations

from kiosk.cli.tongue import Words, catalogue

_ENGLISH: Words = {
    "warnings": "The site has warnings ({count}). kiosk check tells them.",
    "not_opened": "The videos were not opened: {why}.",
    "waits": "Written, but walls do not get it yet: signatures are missing ({count}, {kind}).",
    "colleague": "Have a colleague run:",
    "again": "and then publish again: kiosk publish -o {folder}",
    "published": "Publication {number}: {files} new files, {size} MB.",
    "changed": "Changed for: {screens}. Walls take it within 5 minutes.",
    "mended": "Damaged or missing files were written anew ({files}).",
    "gone": "No longer published: {screens}.",
    "same": "Nothing new for visitors. Publication {number} stays as it is.",
    "signed": "Nothing new for visitors. Publication {number} was signed anew.",
    "renewed": "Publication {number} renewed until {until}.",
    "until": "Walls believe that it is the newest until {until}.",
    "never": "never",
    "reading": "reading",
    "checking": "checking what is there",
    "writing": "writing",
    "progress": "{what}: {done} of {total} MB",
}
_FRENCH: Words = {
    "warnings": "Le site a des avertissements ({count}). kiosk check les dit.",
    "not_opened": "Les vidéos n'ont pas été ouvertes : {why}.",
    "waits": "C'est écrit, mais les écrans ne le reçoivent pas encore : il manque des signatures"
    " ({count}, {kind}).",
    "colleague": "Faites lancer par un collègue :",
    "again": "puis publiez de nouveau : kiosk publish -o {folder}",
    "published": "Publication {number} : {files} nouveaux fichiers, {size} Mo.",
    "changed": "Changée pour : {screens}. Les écrans la prennent en 5 minutes.",
    "mended": "Des fichiers abîmés ou manquants ont été réécrits ({files}).",
    "gone": "N'est plus publié : {screens}.",
    "same": "Rien de nouveau pour les visiteurs. La publication {number} reste telle quelle.",
    "signed": "Rien de nouveau pour les visiteurs. La publication {number} est signée de nouveau.",
    "renewed": "Publication {number} renouvelée jusqu'au {until}.",
    "until": "Les écrans la tiennent pour la plus récente jusqu'au {until}.",
    "never": "jamais",
    "reading": "lecture",
    "checking": "vérification de l'existant",
    "writing": "écriture",
    "progress": "{what} : {done} Mo sur {total}",
}
_ARABIC: Words = {
    "warnings": "في الموقع تنبيهات ({count}). يقولها \u2068kiosk check\u2069.",
    "not_opened": "لم تُفتح الفيديوهات: \u2068{why}\u2069.",
    "waits": "كُتبت النشرة لكن الشاشات لا تتوصل بها بعد: تنقصها توقيعات ({count}، {kind}).",
    "colleague": "ليشغّل أحد الزملاء:",
    "again": "ثم انشر من جديد: \u2068kiosk publish -o {folder}\u2069",
    "published": "النشرة {number}: ملفات جديدة ({files})، {size} م.ب.",
    "changed": "تغيّرت بالنسبة إلى: \u2068{screens}\u2069. تأخذها الشاشات في غضون 5 دقائق.",
    "mended": "أعيدت كتابة ملفات تالفة أو ناقصة ({files}).",
    "gone": "لم تعد تُنشر: \u2068{screens}\u2069.",
    "same": "لا جديد للزوار. تبقى النشرة {number} كما هي.",
    "signed": "لا جديد للزوار. وُقّعت النشرة {number} من جديد.",
    "renewed": "جُدّدت النشرة {number} إلى غاية \u2068{until}\u2069.",
    "until": "تعدّها الشاشات الأحدث إلى غاية \u2068{until}\u2069.",
    "never": "أبدا",
    "reading": "قراءة",
    "checking": "التحقق من الموجود",
    "writing": "كتابة",
    "progress": "{what}: {done} من {total} م.ب",
}
words_in = catalogue(_ENGLISH, _FRENCH, _ARABIC)
