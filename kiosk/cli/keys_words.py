"""What `kiosk keys` says, in the languages of `kiosk.cli.tongue`.

The kinds of keys (master, content, renewal) are words that are typed, and stay as they are.
"""

from __future__ import annotations

from kiosk.cli.tongue import Words, catalogue

_ENGLISH: Words = {
    "made_in": "Made in {folder}:",
    "made": "Made: {file}",
    "known_by": "Walls know this office by the fingerprint",
    "put_away": "Now move the master keys (master-*.pem) to memory sticks that lie in two safe"
    " places,\nand copy the whole folder to a third. Without a master key nobody can replace the"
    " other\nkeys, and every wall must be visited.",
    "then": "Then publish: kiosk publish -o FOLDER",
    "yours": "{file}   yours; give it to nobody",
    "for_with": "{file}   for --with, where the keys are kept",
    "next": "Walls learn of it with the next publication: kiosk publish -o FOLDER",
    "complete": "{file} has all its signatures. Now: kiosk publish -o FOLDER",
    "one_missing": "1 more {kind} signature is needed. Have a colleague run:",
    "missing": "{count} more {kind} signatures are needed. Have a colleague run:",
    "key": "key",
    "is": "is",
    "needed": "needed",
    "here": "here",
    "elsewhere": "elsewhere",
    "sign": "{needed} of {count} sign",
    "fingerprint": "fingerprint for walls (--key)",
    "until": "walls trust these keys until {day}",
}
_FRENCH: Words = {
    "made_in": "Créées dans {folder} :",
    "made": "Créée : {file}",
    "known_by": "Les écrans reconnaissent ce bureau à l'empreinte",
    "put_away": "Placez maintenant les clés master (master-*.pem) sur des clés USB gardées en deux"
    " lieux\nsûrs, et copiez tout le dossier en un troisième. Sans clé master, personne ne peut\n"
    "remplacer les autres clés, et il faut aller devant chaque écran.",
    "then": "Puis publiez : kiosk publish -o DOSSIER",
    "yours": "{file}   à vous ; ne la donnez à personne",
    "for_with": "{file}   pour --with, là où les clés sont gardées",
    "next": "Les écrans l'apprennent à la prochaine publication : kiosk publish -o DOSSIER",
    "complete": "{file} a toutes ses signatures. Maintenant : kiosk publish -o DOSSIER",
    "one_missing": "Il manque encore 1 signature {kind}. Faites lancer par un collègue :",
    "missing": "Il manque encore {count} signatures {kind}. Faites lancer par un collègue :",
    "key": "clé",
    "is": "où",
    "needed": "signatures",
    "here": "ici",
    "elsewhere": "ailleurs",
    "sign": "{needed} sur {count}",
    "fingerprint": "empreinte pour les écrans (--key)",
    "until": "les écrans se fient à ces clés jusqu'au {day}",
}
_ARABIC: Words = {
    "made_in": "أُنشئت في \u2068{folder}\u2069:",
    "made": "أُنشئ: \u2068{file}\u2069",
    "known_by": "تعرف الشاشات هذا المكتب بالبصمة",
    "put_away": "انقل الآن مفاتيح \u2068master\u2069 (\u2068master-*.pem\u2069) إلى ذاكرات USB"
    " محفوظة في مكانين آمنين،"
    "\nوانسخ المجلد كله إلى مكان ثالث. بدون مفتاح \u2068master\u2069 لا يستطيع أحد أن يستبدل"
    " المفاتيح"
    " الأخرى،\nويجب الذهاب إلى كل شاشة.",
    "then": "ثم انشر: \u2068kiosk publish -o FOLDER\u2069",
    "yours": "\u2068{file}\u2069   لك؛ لا تعطه أحدا",
    "for_with": "\u2068{file}\u2069   من أجل \u2068--with\u2069، حيث تُحفظ المفاتيح",
    "next": "تعلم به الشاشات مع النشرة القادمة: \u2068kiosk publish -o FOLDER\u2069",
    "complete": "اكتملت توقيعات \u2068{file}\u2069. والآن: \u2068kiosk publish -o FOLDER\u2069",
    "one_missing": "ينقص توقيع \u2068{kind}\u2069 واحد. ليشغّل أحد الزملاء:",
    "missing": "تنقص توقيعات \u2068{kind}\u2069 (عددها {count}). ليشغّل أحد الزملاء:",
    "key": "المفتاح",
    "is": "أين",
    "needed": "المطلوب",
    "here": "هنا",
    "elsewhere": "في مكان آخر",
    "sign": "يوقع {needed} من {count}",
    "fingerprint": "البصمة للشاشات (\u2068--key\u2069)",
    "until": "تثق الشاشات بهذه المفاتيح إلى غاية \u2068{day}\u2069",
}
words_in = catalogue(_ENGLISH, _FRENCH, _ARABIC)
