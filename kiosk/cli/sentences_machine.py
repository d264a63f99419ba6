"""What is said of this machine (its disk, its other processes, its display) by `kiosk.store`,
`kiosk.sync` and `kiosk.player`, in English, French and Arabic."""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("{place}: {why}", "{place} : {why}", "\u2068{place}\u2069: \u2068{why}\u2069"),
    # the disk
    (
        "the disk is full; free some space",
        "le disque est plein ; faites de la place",
        "القرص ممتلئ؛ أفسح مكانا",
    ),
    (
        "the disk is full: {free} are free, {needed} are to come and {floor} stay free"
        " (--free-floor)",
        "le disque est plein : il reste {free}, {needed} doivent venir et {floor} restent libres"
        " (--free-floor)",
        "القرص ممتلئ: الفارغ \u2068{free}\u2069، والقادم \u2068{needed}\u2069، ويبقى فارغا"
        " \u2068{floor}\u2069"
        " (\u2068--free-floor\u2069)",
    ),
    (
        "media may take {quota} (--media-quota), and with the {needed} that are to come they would"
        " take {total}",
        "images et vidéos peuvent prendre {quota} (--media-quota), et avec les {needed} à venir"
        " elles prendraient {total}",
        "للصور والفيديوهات أن تأخذ \u2068{quota}\u2069 (\u2068--media-quota\u2069)، ومع القادم"
        " \u2068{needed}\u2069 ستأخذ"
        " \u2068{total}\u2069",
    ),
    (
        "it cannot be stored ({why})",
        "il ne peut être enregistré ({why})",
        "لا يمكن حفظه (\u2068{why}\u2069)",
    ),
    (
        "{file}: its {sum} is not the one that the feed states",
        "{file} : sa somme {sum} n'est pas celle que dit le flux",
        "\u2068{file}\u2069: قيمة \u2068{sum}\u2069 ليست التي يذكرها المصدر",
    ),
    (
        "its {sum} is not the one that the feed states",
        "sa somme {sum} n'est pas celle que dit le flux",
        "قيمة \u2068{sum}\u2069 ليست التي يذكرها المصدر",
    ),
    (
        "an unforeseen fault: {detail}",
        "une faute imprévue : {detail}",
        "خلل غير متوقع: \u2068{detail}\u2069",
    ),
    (
        "{folder}: the data folder cannot be made ({why}). Name another one with --data",
        "{folder} : le dossier de données ne peut être créé ({why}). Indiquez-en un autre par"
        " --data",
        "\u2068{folder}\u2069: لا يمكن إنشاء مجلد البيانات (\u2068{why}\u2069). اذكر مجلدا آخر بـ"
        " \u2068--data\u2069",
    ),
    (
        "{folder}: it cannot be made ({why})",
        "{folder} : il ne peut être créé ({why})",
        "\u2068{folder}\u2069: لا يمكن إنشاؤه (\u2068{why}\u2069)",
    ),
    (
        "{folder}: it cannot be written ({why})",
        "{folder} : impossible d'y écrire ({why})",
        "\u2068{folder}\u2069: لا يمكن الكتابة فيه (\u2068{why}\u2069)",
    ),
    (
        "{file}: opened for reading only",
        "{file} : ouvert en lecture seule",
        "\u2068{file}\u2069: مفتوح للقراءة فقط",
    ),
    (
        "{file}: the database cannot be made anew ({why}). Is the disk all right?",
        "{file} : la base de données ne peut être refaite ({why}). Le disque va-t-il bien ?",
        "\u2068{file}\u2069: لا يمكن إنشاء قاعدة البيانات من جديد (\u2068{why}\u2069). هل القرص"
        " سليم؟",
    ),
    (
        "{file}: the database failed ({why}). Check the disk and its free space",
        "{file} : la base de données a échoué ({why}). Vérifiez le disque et sa place libre",
        "\u2068{file}\u2069: فشلت قاعدة البيانات (\u2068{why}\u2069). تحقق من القرص ومن المكان"
        " الفارغ فيه",
    ),
    # who else is at work
    (
        "{folder}: another kiosk sync is at work here. Wait for it, stop it, or name another folder"
        " with --data",
        "{folder} : un autre kiosk sync est à l'œuvre ici. Attendez-le, arrêtez-le, ou indiquez un"
        " autre dossier par --data",
        "\u2068{folder}\u2069: يعمل هنا \u2068kiosk sync\u2069 آخر. انتظره أو أوقفه، أو اذكر مجلدا"
        " آخر بـ \u2068--data\u2069",
    ),
    (
        "{folder}: another kiosk sync follows an office here. Wait for it, stop it, or name another"
        " folder with --data",
        "{folder} : un autre kiosk sync suit un bureau ici. Attendez-le, arrêtez-le, ou indiquez un"
        " autre dossier par --data",
        "\u2068{folder}\u2069: يتبع هنا \u2068kiosk sync\u2069 آخر مكتبا. انتظره أو أوقفه، أو اذكر"
        " مجلدا آخر بـ"
        " \u2068--data\u2069",
    ),
    (
        "{why_who} shows the screen {screen} already, with the data in {folder}. Stop it: kill"
        " {number}; or show another screen with --screen; or name another folder with --data",
        "{why_who} montre déjà l'écran {screen}, avec les données de {folder}. Arrêtez-le : kill"
        " {number} ; ou montrez un autre écran par --screen ; ou indiquez un autre dossier par"
        " --data.",
        "{why_who} تعرض الشاشة \u2068{screen}\u2069 من قبل، ببيانات \u2068{folder}\u2069. أوقفها:"
        " \u2068kill {number}\u2069؛ أو"
        " اعرض شاشة أخرى بـ \u2068--screen\u2069؛ أو اذكر مجلدا آخر بـ \u2068--data\u2069.",
    ),
    (
        "{why_who} shows the screen {screen} already, with the data in {folder}. Stop it; or show"
        " another screen with --screen; or name another folder with --data",
        "{why_who} montre déjà l'écran {screen}, avec les données de {folder}. Arrêtez-le ; ou"
        " montrez un autre écran par --screen ; ou indiquez un autre dossier par --data.",
        "{why_who} تعرض الشاشة \u2068{screen}\u2069 من قبل، ببيانات \u2068{folder}\u2069. أوقفها؛"
        " أو اعرض شاشة أخرى بـ"
        " \u2068--screen\u2069؛ أو اذكر مجلدا آخر بـ \u2068--data\u2069.",
    ),
    ("process {number}", "le processus {number}", "العملية {number}"),
    ("another process", "un autre processus", "عملية أخرى"),
    # pages that were drawn
    (
        "the picture {path} cannot be opened, so the wall leaves it out;"
        " export it again as PNG or JPEG",
        "l'image {path} ne s'ouvre pas, l'écran la passe ; exportez-la à nouveau en PNG ou JPEG",
        "الصورة \u2068{path}\u2069 لا تفتح فتتركها الشاشة؛ صدّرها من جديد بصيغة \u2068PNG\u2069 أو"
        " \u2068JPEG\u2069",
    ),
    (
        "“{text}” is clipped: {width} px in a room of {room} px",
        "« {text} » est coupé : {width} px pour une place de {room} px. Raccourcissez le texte",
        "«\u2068{text}\u2069» مقطوع: {width} بكسل في مكان من {room} بكسل. اختصر النص",
    ),
    (
        "“{text}” leaves the screen",
        "« {text} » sort de l'écran. Raccourcissez le texte",
        "«\u2068{text}\u2069» يخرج من الشاشة. اختصر النص",
    ),
    (
        "“{text}” and “{other}” lie over each other",
        "« {text} » et « {other} » se recouvrent. Raccourcissez l'un des deux",
        "«\u2068{text}\u2069» و«\u2068{other}\u2069» متراكبان. اختصر أحدهما",
    ),
    (
        "“{text}” and a QR code lie over each other",
        "« {text} » et un code QR se recouvrent. Raccourcissez le texte",
        "«\u2068{text}\u2069» ورمز QR متراكبان. اختصر النص",
    ),
    (
        "“{text}” and the video lie over each other",
        "« {text} » et la vidéo se recouvrent. Raccourcissez le texte",
        "«\u2068{text}\u2069» والفيديو متراكبان. اختصر النص",
    ),
    (
        "the QR code of {address} has no quiet zone of four modules",
        "le code QR de {address} n'a pas de marge blanche de quatre modules",
        "ليس لرمز QR الخاص بـ \u2068{address}\u2069 هامش أبيض من أربع وحدات",
    ),
    (
        "the QR code of {address} leaves the screen",
        "le code QR de {address} sort de l'écran",
        "رمز QR الخاص بـ \u2068{address}\u2069 يخرج من الشاشة",
    ),
    # the display, and videos
    (
        "Qt's platform {name} found no panel. Is one plugged in and on, and does no other program"
        " show its picture there?",
        "La plateforme {name} de Qt n'a trouvé aucun moniteur. Y en a-t-il un de branché et"
        " d'allumé, et aucun autre programme n'y montre-t-il son image ?",
        "لم تجد منصة \u2068Qt\u2069 \u2068{name}\u2069 أي شاشة عرض. هل هي موصولة ومشغلة، ولا برنامج"
        " آخر يعرض صورته"
        " عليها؟",
    ),
    (
        "the live picture cannot be served ({detail}). Choose another port.",
        "l'image en direct ne peut être servie ({detail}). Choisissez un autre port"
        " (--preview-port).",
        "لا يمكن تقديم الصورة المباشرة (\u2068{detail}\u2069). اختر منفذا آخر"
        " (\u2068--preview-port\u2069).",
    ),
    (
        "the font {name} cannot be read; install the package again",
        "la police {name} est illisible ; installez de nouveau le paquet",
        "لا يمكن قراءة الخط \u2068{name}\u2069؛ ثبّت الحزمة من جديد",
    ),
    (
        "the stage's QML cannot be loaded: {detail}",
        "la scène (QML) ne peut être chargée : {detail}. Installez de nouveau : make run",
        "لا يمكن تحميل المشهد (\u2068QML\u2069): \u2068{detail}\u2069. ثبّت من جديد: \u2068make"
        " run\u2069",
    ),
    (
        "No video is shown: {why}.",
        "Aucune vidéo n'est montrée : {why}.",
        "لا تُعرض أي فيديوهات: \u2068{why}\u2069.",
    ),
    (
        "libVLC: cannot be loaded. Install the Debian packages libvlc5 and vlc-plugin-base (make"
        " run does)",
        "libVLC ne peut être chargée. Installez les paquets Debian libvlc5 et vlc-plugin-base (make"
        " run le fait)",
        "لا يمكن تحميل \u2068libVLC\u2069. ثبّت حزمتي دبيان \u2068libvlc5\u2069"
        " و\u2068vlc-plugin-base\u2069 (يقوم \u2068make run\u2069"
        " بذلك)",
    ),
    (
        "libVLC cannot be loaded. Install the Debian packages libvlc5 and vlc-plugin-base (make run"
        " does)",
        "libVLC ne peut être chargée. Installez les paquets Debian libvlc5 et vlc-plugin-base (make"
        " run le fait)",
        "لا يمكن تحميل \u2068libVLC\u2069. ثبّت حزمتي دبيان \u2068libvlc5\u2069"
        " و\u2068vlc-plugin-base\u2069 (يقوم \u2068make run\u2069"
        " بذلك)",
    ),
)
