"""What is told when something fails or is not there, in the languages of `kiosk.cli.tongue`.

Names of commands and files stay as they are typed; in Arabic they stand in isolates.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping

from kiosk.cli.tongue import Words, catalogue

_ENGLISH: Words = {
    # what to do, by what failed
    "feed": "Ask whoever publishes the feed, with this message.",
    "refused": "Correct the feed's url in screens.yaml.",
    "fetch": "Check the address in a browser, and the network of this machine.",
    "store": "Check that the data folder can be written and that the disk is not full.",
    "media": "Open the file on your desk; if it opens, export it again.",
    "display": "Start it from the desktop, or see docs/recover.md for a machine without one.",
    "permission": "Check who may read and write it.",
    "missing": "Check the path.",
    "folder": "Name a file.",
    "system": "Check the disk and the path.",
    "file": "{file}: {reason}",
    # what is not there
    "no_screen": "No screen is called {name}.",
    "no_target": "No screen and no playlist is called {name}.",
    "screens": "The screens are: {known}.",
    "known": "There are: {known}.",
    "not_of_site": "{file} is no file of the site {site}. Check the path.",
    "nothing_shown": "Nothing was shown from {start} to {end}. The play log is in {data}; --since"
    " and --data look elsewhere.",
    "nothing_shown_on": "Nothing was shown on the screen {screen} from {start} to {end}. The play"
    " log is in {data}; --since and --data look elsewhere.",
    "no_office": "{data} has no publications: this machine does not follow an office. Name the"
    " wall's data folder with --data.",
    "nothing_older": "Nothing older than publication {number} is kept here.",
    "not_kept": "Publication {number} is not kept here. There are: {known}.",
    # feeds that were never fetched
    "never_fetched": "the feeds of this site were never fetched into {data}, so {asked_by} knows"
    " only what is written in the site. `kiosk sync --once` fetches them.",
    "answer": "this answer",
    "publication": "the publication",
    "pictures": "the picture book",
    "timeline": "the timeline",
    # a data folder that is another screen's
    "other_screen": "{data}: what the office publishes for the screen {shown} comes here, and a"
    " wall's folder is for one screen. Give {wanted} a folder of its own with --data",
    # where the screen can be looked at
    "only_picture": "This machine has no display: look at the screen at {address}",
    "also_picture": "The live picture is at {address}",
    # passwords
    "password": "Password of {file}",
    "new_password": "A password for the new keys (12 characters or more)",
    "password_again": "The same again",
    "not_the_same": "The two are not the same. Type both anew.",
    "nobody": "{question}: nobody is here to type it. Set {variable}",
    # an office that looks at what its server has
    "other_keys": "{address}: what is there was not signed by the keys in {keys}. Name the folder"
    " of its keys with --keys; if these are its keys, somebody changed files on the server",
    "unreachable": "The server cannot be reached: {reason}. Check the network and the address.",
    "stays": "The screen shows what it has.",
}
_FRENCH: Words = {
    "feed": "Demandez à qui publie le flux, avec ce message.",
    "refused": "Corrigez l'adresse du flux (url) dans screens.yaml.",
    "fetch": "Vérifiez l'adresse dans un navigateur, et le réseau de cette machine.",
    "store": "Vérifiez que le dossier de données est accessible en écriture et que le disque n'est"
    " pas plein.",
    "media": "Ouvrez le fichier sur votre poste ; s'il s'ouvre, exportez-le de nouveau.",
    "display": "Lancez-le depuis le bureau graphique, ou voyez docs/recover.md pour une machine"
    " qui n'en a pas.",
    "permission": "Vérifiez qui a le droit de le lire et de l'écrire.",
    "missing": "Vérifiez le chemin.",
    "folder": "Indiquez un fichier.",
    "system": "Vérifiez le disque et le chemin.",
    "file": "{file} : {reason}",
    "no_screen": "Aucun écran ne s'appelle {name}.",
    "no_target": "Aucun écran et aucune liste ne s'appelle {name}.",
    "screens": "Les écrans sont : {known}.",
    "known": "Il y a : {known}.",
    "not_of_site": "{file} n'est pas un fichier du site {site}. Vérifiez le chemin.",
    "nothing_shown": "Rien n'a été montré du {start} au {end}. Le journal de diffusion est dans"
    " {data} ; --since et --data cherchent ailleurs.",
    "nothing_shown_on": "Rien n'a été montré sur l'écran {screen} du {start} au {end}. Le journal"
    " de diffusion est dans {data} ; --since et --data cherchent ailleurs.",
    "no_office": "{data} n'a pas de publications : cette machine ne suit aucun bureau. Indiquez le"
    " dossier de données de l'écran par --data.",
    "nothing_older": "Rien de plus ancien que la publication {number} n'est gardé ici.",
    "not_kept": "La publication {number} n'est pas gardée ici. Il y a : {known}.",
    "never_fetched": "les flux de ce site n'ont jamais été récupérés dans {data} : {asked_by} ne"
    " connaît que ce qui est écrit dans le site. `kiosk sync --once` les récupère.",
    "answer": "cette réponse",
    "publication": "la publication",
    "pictures": "le cahier d'images",
    "timeline": "ce programme",
    "other_screen": "{data} : ce que le bureau publie pour l'écran {shown} arrive ici, et le"
    " dossier d'un écran n'est que pour lui. Donnez à {wanted} son propre dossier par --data",
    "only_picture": "Cette machine n'a pas de moniteur : regardez l'écran à l'adresse {address}",
    "also_picture": "L'image en direct est à l'adresse {address}",
    "password": "Mot de passe de {file}",
    "new_password": "Un mot de passe pour les nouvelles clés (12 caractères ou plus)",
    "password_again": "Le même encore une fois",
    "not_the_same": "Les deux ne sont pas pareils. Tapez-les de nouveau.",
    "nobody": "{question} : il n'y a personne pour le taper. Définissez {variable}",
    "other_keys": "{address} : ce qui s'y trouve n'a pas été signé par les clés de {keys}."
    " Indiquez le dossier de ses clés par --keys ; si ce sont bien elles, quelqu'un a changé des"
    " fichiers sur le serveur",
    "unreachable": "Le serveur est injoignable : {reason}. Vérifiez le réseau et l'adresse.",
    "stays": "L'écran montre ce qu'il a.",
}
_ARABIC: Words = {
    "feed": "اسأل من ينشر المصدر وأعطه هذه الرسالة.",
    "refused": "صحح عنوان المصدر (\u2068url\u2069) في \u2068screens.yaml\u2069.",
    "fetch": "تحقق من العنوان في متصفح، ومن شبكة هذا الجهاز.",
    "store": "تحقق من أن الكتابة في مجلد البيانات ممكنة ومن أن القرص غير ممتلئ.",
    "media": "افتح الملف على حاسوبك؛ فإن انفتح فصدّره من جديد.",
    "display": "شغّله من سطح المكتب، أو انظر \u2068docs/recover.md\u2069 لجهاز لا سطح مكتب له.",
    "permission": "تحقق ممن يحق له أن يقرأه ويكتب فيه.",
    "missing": "تحقق من المسار.",
    "folder": "اذكر ملفا.",
    "system": "تحقق من القرص ومن المسار.",
    "file": "\u2068{file}\u2069: {reason}",
    "no_screen": "لا شاشة باسم \u2068{name}\u2069.",
    "no_target": "لا شاشة ولا قائمة باسم \u2068{name}\u2069.",
    "screens": "الشاشات هي: \u2068{known}\u2069.",
    "known": "الموجود: \u2068{known}\u2069.",
    "not_of_site": "\u2068{file}\u2069 ليس من ملفات الموقع \u2068{site}\u2069. تحقق من المسار.",
    "nothing_shown": "لم يُعرض شيء من \u2068{start}\u2069 إلى \u2068{end}\u2069. سجل العرض في"
    " \u2068{data}\u2069؛ للبحث في"
    " غيره: \u2068--since\u2069 و\u2068--data\u2069.",
    "nothing_shown_on": "لم يُعرض شيء على الشاشة \u2068{screen}\u2069 من \u2068{start}\u2069 إلى"
    " \u2068{end}\u2069. سجل العرض"
    " في \u2068{data}\u2069؛ للبحث في غيره: \u2068--since\u2069 و\u2068--data\u2069.",
    "no_office": "لا نشرات في \u2068{data}\u2069: هذا الجهاز لا يتبع أي مكتب. اذكر مجلد بيانات"
    " الشاشة بـ"
    " \u2068--data\u2069.",
    "nothing_older": "لا شيء محفوظ هنا أقدم من النشرة {number}.",
    "not_kept": "النشرة {number} غير محفوظة هنا. الموجود: \u2068{known}\u2069.",
    "never_fetched": "لم تُجلب مصادر هذا الموقع قط إلى \u2068{data}\u2069، فلا {asked_by} إلا بما"
    " كُتب في"
    " الموقع. لجلبها: \u2068kiosk sync --once\u2069.",
    "answer": "يعلم هذا الجواب",
    "publication": "تعلم النشرة",
    "pictures": "يعلم دفتر الصور",
    "timeline": "يعلم هذا البرنامج",
    "other_screen": "\u2068{data}\u2069: إلى هنا يصل ما ينشره المكتب للشاشة \u2068{shown}\u2069،"
    " ومجلد الشاشة لا يكون"
    " إلا لها. أعط \u2068{wanted}\u2069 مجلدا خاصا بها بـ \u2068--data\u2069",
    "only_picture": "لا شاشة عرض لهذا الجهاز: انظر إلى الشاشة في العنوان \u2068{address}\u2069",
    "also_picture": "الصورة المباشرة في العنوان \u2068{address}\u2069",
    "password": "كلمة مرور \u2068{file}\u2069",
    "new_password": "كلمة مرور للمفاتيح الجديدة (12 حرفا أو أكثر)",
    "password_again": "اكتبها مرة أخرى",
    "not_the_same": "الكلمتان مختلفتان. اكتبهما من جديد.",
    "nobody": "{question}: لا أحد هنا ليكتبها. اضبط \u2068{variable}\u2069",
    "other_keys": "\u2068{address}\u2069: ما هناك لم يُوقع بمفاتيح \u2068{keys}\u2069. اذكر مجلد"
    " مفاتيحه بـ \u2068--keys\u2069؛"
    " فإن كانت هي فقد غيّر أحدهم ملفات على الخادم",
    "unreachable": "لا يمكن الوصول إلى الخادم: \u2068{reason}\u2069. تحقق من الشبكة ومن العنوان.",
    "stays": "تعرض الشاشة ما لديها.",
}
words_in = catalogue(_ENGLISH, _FRENCH, _ARABIC)
_OF_SYSTEM: Mapping[str, Mapping[int, str]] = {
    "en": {},
    "fr": {
        errno.ENOENT: "Il n'y a rien sous ce nom",
        errno.EACCES: "Accès refusé",
        errno.EPERM: "Ce n'est pas permis",
        errno.EISDIR: "C'est un dossier",
        errno.ENOTDIR: "Ce n'est pas un dossier",
        errno.EEXIST: "Cela existe déjà",
        errno.ENOSPC: "Il n'y a plus de place sur le disque",
        errno.EROFS: "Le disque est en lecture seule",
        errno.EIO: "Le disque ne répond pas bien",
        errno.EADDRINUSE: "L'adresse est déjà occupée",
    },
    "ar": {
        errno.ENOENT: "لا شيء بهذا الاسم",
        errno.EACCES: "الوصول مرفوض",
        errno.EPERM: "هذا غير مسموح",
        errno.EISDIR: "هذا مجلد",
        errno.ENOTDIR: "هذا ليس مجلدا",
        errno.EEXIST: "هذا موجود من قبل",
        errno.ENOSPC: "لم يبق مكان على القرص",
        errno.EROFS: "القرص للقراءة فقط",
        errno.EIO: "القرص لا يجيب كما يجب",
        errno.EADDRINUSE: "العنوان مشغول",
    },
}
"""What the system says is in English; where nothing stands here, it is left so."""


def of_system(error: OSError, language: str) -> str:
    """Why the system would not do it."""
    known = _OF_SYSTEM[language].get(error.errno or 0)
    return known or error.strerror or str(error)
