"""The sentences on what stands between a wall and its office: what is wrong, and what to do.

Names of commands and files stay as they are typed; in Arabic they stand in isolates.
"""

from __future__ import annotations

from collections.abc import Mapping

Sentences = Mapping[str, str]

_ENGLISH: Sentences = {
    "unreachable": "the office's server cannot be reached: {reason}. The screen shows what it"
    " has; check the network and the address.",
    "nothing-there": "nothing is published at this address ({url} answers 404). Correct the"
    " address (--from): that of the folder that kiosk publish writes, without metadata/; or"
    " publish there. The screen shows what it has.",
    "expired": "the office's publication was to be renewed by {until} and was not. Either nobody"
    " published or renewed it (in the office: kiosk publish --renew), or somebody between here"
    " and there holds back what is new (then it is renewed there and old here: look at the server"
    " and at proxies). It may also be the clock of this machine. The screen shows what it has.",
    "keys-expired": "the office's document of keys has ended, so nothing new is taken. In the"
    " office: kiosk keys extend, then kiosk publish. The screen shows what it has.",
    "forged": "what the server offers is not signed by the office's keys ({detail}), so it was"
    " not taken. If the office changed its keys, publish again there; if not, somebody changed"
    " the files on the server. The screen shows what it has.",
    "rolled-back": "the server offers an older publication than it did before ({detail}), so it"
    " was not taken. Somebody put old files back on the server, on purpose or from a backup:"
    " publish again. The screen shows what it has.",
    "altered": "a file on the server is not what the office published ({detail}), so nothing of"
    " it was taken. Copy the publication to the server again; if that does not help, somebody"
    " changes files there. The screen shows what it has.",
    "too-large": "the server sent more than the office published ({detail}), and was cut off."
    " Copy the publication to the server again; if that does not help, somebody changes files"
    " there. The screen shows what it has.",
    "no-screen": "the office publishes no screen called {screen}. It publishes: {known}. Correct"
    " --screen here, or the screen's id in the office's screens.yaml.",
    "no-key": "--key {given} is neither a file nor a fingerprint, which has 64 digits and letters"
    " from 0 to f ({count} are here). Ask the office for it: kiosk keys list.",
    "key": "the key given with --key is not that of this server: {detail}. Ask the office for its"
    " fingerprint (kiosk keys list), and whether the address is right.",
    "version": "the office publishes with a newer kiosk than this wall has ({detail}). Update"
    " kiosk here. The screen shows what it has.",
    "unreadable": "the publication cannot be shown by this wall's version of kiosk ({detail})."
    " Update kiosk here. The screen shows what it has.",
    "gone": "the office's server says that its publication is gone for good ({url} answers 410)."
    " If it moved, give the new address with --from; this one is asked once a day. The screen"
    " shows what it has.",
    "disk-full": "there is no room for the publication: {reason}. Make room, or publish smaller"
    " videos. The screen shows what it has.",
    "no-rights": "this user may not write the data folder ({reason}). Start kiosk sync as the"
    " user who owns it (under systemd: kiosk), or correct the owner. The screen shows what it"
    " has.",
    "disk": "this machine's disk failed: {reason}. Look at the disk. The screen shows what it has.",
}
_FRENCH: Sentences = {
    "unreachable": "le serveur du bureau est injoignable : {reason}. L'écran montre ce qu'il a ;"
    " vérifiez le réseau et l'adresse.",
    "nothing-there": "rien n'est publié à cette adresse ({url} répond 404). Corrigez l'adresse"
    " (--from) : celle du dossier que kiosk publish écrit, sans metadata/ ; ou publiez là-bas."
    " L'écran montre ce qu'il a.",
    "expired": "la publication du bureau devait être renouvelée avant le {until} et ne l'a pas"
    " été. Soit personne n'a publié ni renouvelé (au bureau : kiosk publish --renew), soit"
    " quelqu'un entre ici et là-bas retient les nouveautés (elle est alors renouvelée là-bas et"
    " ancienne ici : regardez le serveur et les mandataires). Ce peut être aussi l'heure de cette"
    " machine. L'écran montre ce qu'il a.",
    "keys-expired": "le document des clés du bureau est arrivé à son terme, rien de nouveau n'est"
    " accepté. Au bureau : kiosk keys extend, puis kiosk publish. L'écran montre ce qu'il a.",
    "forged": "ce que le serveur propose n'est pas signé par les clés du bureau ({detail}) et n'a"
    " pas été pris. Si le bureau a changé de clés, publiez-y de nouveau ; sinon, quelqu'un a"
    " changé les fichiers du serveur. L'écran montre ce qu'il a.",
    "rolled-back": "le serveur propose une publication plus ancienne qu'auparavant ({detail}),"
    " elle n'a pas été prise. Quelqu'un a remis d'anciens fichiers sur le serveur, exprès ou"
    " depuis une sauvegarde : publiez de nouveau. L'écran montre ce qu'il a.",
    "altered": "un fichier du serveur n'est pas celui que le bureau a publié ({detail}), rien"
    " n'en a été pris. Copiez de nouveau la publication sur le serveur ; si cela n'aide pas,"
    " quelqu'un y change des fichiers. L'écran montre ce qu'il a.",
    "too-large": "le serveur a envoyé plus que le bureau n'a publié ({detail}) et a été coupé."
    " Copiez de nouveau la publication sur le serveur ; si cela n'aide pas, quelqu'un y change"
    " des fichiers. L'écran montre ce qu'il a.",
    "no-screen": "le bureau ne publie aucun écran {screen}. Il publie : {known}. Corrigez"
    " --screen ici, ou l'identifiant de l'écran dans le screens.yaml du bureau.",
    "no-key": "--key {given} n'est ni un fichier ni une empreinte, qui a 64 chiffres et lettres"
    " de 0 à f (il y en a {count}). Demandez-la au bureau : kiosk keys list.",
    "key": "la clé donnée par --key n'est pas celle de ce serveur : {detail}. Demandez au bureau"
    " son empreinte (kiosk keys list), et si l'adresse est la bonne.",
    "version": "le bureau publie avec un kiosk plus récent que celui de cet écran ({detail})."
    " Mettez kiosk à jour ici. L'écran montre ce qu'il a.",
    "unreadable": "la version de kiosk de cet écran ne peut pas montrer la publication"
    " ({detail}). Mettez kiosk à jour ici. L'écran montre ce qu'il a.",
    "gone": "le serveur du bureau dit que sa publication a disparu pour de bon ({url} répond"
    " 410). Si elle a déménagé, donnez la nouvelle adresse par --from ; celle-ci n'est demandée"
    " qu'une fois par jour. L'écran montre ce qu'il a.",
    "disk-full": "il n'y a pas de place pour la publication : {reason}. Faites de la place, ou"
    " publiez des vidéos plus petites. L'écran montre ce qu'il a.",
    "no-rights": "cet utilisateur ne peut pas écrire dans le dossier de données ({reason})."
    " Lancez kiosk sync sous l'utilisateur à qui il appartient (avec systemd : kiosk), ou"
    " corrigez le propriétaire. L'écran montre ce qu'il a.",
    "disk": "le disque de cette machine a failli : {reason}. Regardez le disque. L'écran montre"
    " ce qu'il a.",
}
_ARABIC: Sentences = {
    "unreachable": "لا يمكن الوصول إلى خادم المكتب: \u2068{reason}\u2069. تعرض الشاشة ما لديها؛"
    " تحقق من الشبكة ومن العنوان.",
    "nothing-there": "لا شيء منشور في هذا العنوان (يجيب \u2068{url}\u2069 بـ 404). صحح العنوان"
    " (\u2068--from\u2069): عنوان المجلد الذي يكتبه \u2068kiosk publish\u2069، دون"
    " \u2068metadata/\u2069؛ أو انشر هناك. تعرض الشاشة ما لديها.",
    "expired": "كان ينبغي تجديد نشرة المكتب قبل \u2068{until}\u2069 ولم تُجدَّد. إما أن أحدا لم"
    " ينشر ولم يجدد (في المكتب: \u2068kiosk publish --renew\u2069)، وإما أن أحدا بين هنا وهناك"
    " يحجز الجديد (فهي مجددة هناك وقديمة هنا: انظر إلى الخادم والوكلاء). وقد تكون ساعة هذا الجهاز"
    " هي السبب. تعرض الشاشة ما لديها.",
    "keys-expired": "انتهت صلاحية وثيقة مفاتيح المكتب، فلا يُقبل أي جديد. في المكتب: \u2068kiosk"
    " keys extend\u2069 ثم \u2068kiosk publish\u2069. تعرض الشاشة ما لديها.",
    "forged": "ما يقدمه الخادم غير موقع بمفاتيح المكتب (\u2068{detail}\u2069)، فلم يؤخذ. إن كان"
    " المكتب قد غيّر مفاتيحه فانشر من جديد هناك؛ وإلا فقد غيّر أحدهم الملفات على الخادم. تعرض"
    " الشاشة ما لديها.",
    "rolled-back": "يقدم الخادم نشرة أقدم مما قدم من قبل (\u2068{detail}\u2069)، فلم تؤخذ. أعاد"
    " أحدهم ملفات قديمة إلى الخادم، عمدا أو من نسخة احتياطية: انشر من جديد. تعرض الشاشة ما لديها.",
    "altered": "على الخادم ملف ليس هو ما نشره المكتب (\u2068{detail}\u2069)، فلم يؤخذ منه شيء."
    " انسخ النشرة إلى الخادم من جديد؛ فإن لم ينفع ذلك فهناك من يغيّر الملفات. تعرض الشاشة ما"
    " لديها.",
    "too-large": "أرسل الخادم أكثر مما نشره المكتب (\u2068{detail}\u2069) فقُطع. انسخ النشرة إلى"
    " الخادم من جديد؛ فإن لم ينفع ذلك فهناك من يغيّر الملفات. تعرض الشاشة ما لديها.",
    "no-screen": "لا ينشر المكتب شاشة باسم \u2068{screen}\u2069. ينشر: \u2068{known}\u2069. صحح"
    " \u2068--screen\u2069 هنا، أو معرّف الشاشة في \u2068screens.yaml\u2069 لدى المكتب.",
    "no-key": "\u2068--key {given}\u2069 ليس ملفا ولا بصمة، والبصمة 64 رقما وحرفا من 0 إلى f"
    " (وهنا {count}). اطلبها من المكتب: \u2068kiosk keys list\u2069.",
    "key": "المفتاح المعطى في \u2068--key\u2069 ليس مفتاح هذا الخادم: \u2068{detail}\u2069. اسأل"
    " المكتب عن بصمته (\u2068kiosk keys list\u2069)، وهل العنوان صحيح.",
    "version": "ينشر المكتب بإصدار من kiosk أحدث مما على هذه الشاشة (\u2068{detail}\u2069). حدّث"
    " kiosk هنا. تعرض الشاشة ما لديها.",
    "unreadable": "لا يستطيع إصدار kiosk على هذه الشاشة عرض النشرة (\u2068{detail}\u2069). حدّث"
    " kiosk هنا. تعرض الشاشة ما لديها.",
    "gone": "يقول خادم المكتب إن نشرته زالت نهائيا (يجيب \u2068{url}\u2069 بـ 410). إن انتقلت"
    " فأعط العنوان الجديد بـ \u2068--from\u2069؛ لا يُسأل هذا إلا مرة في اليوم. تعرض الشاشة ما"
    " لديها.",
    "disk-full": "لا مكان للنشرة: \u2068{reason}\u2069. أفسح مكانا، أو انشر فيديوهات أصغر. تعرض"
    " الشاشة ما لديها.",
    "no-rights": "لا يحق لهذا المستخدم أن يكتب في مجلد البيانات (\u2068{reason}\u2069). شغّل"
    " \u2068kiosk sync\u2069 باسم صاحبه (مع systemd: \u2068kiosk\u2069) أو صحح المالك. تعرض"
    " الشاشة ما لديها.",
    "disk": "تعطل قرص هذا الجهاز: \u2068{reason}\u2069. انظر إلى القرص. تعرض الشاشة ما لديها.",
}
ALL: Mapping[str, Sentences] = {"en": _ENGLISH, "fr": _FRENCH, "ar": _ARABIC}


def sentences_in(language: str) -> Sentences:
    """By code, in `en`, `fr` or `ar`; every language has every code."""
    return ALL[language]
