"""What `kiosk.publish` says of publications, in English, French and Arabic; of keys: see
`sentences_keys`."""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str, str], ...] = (
    # the site
    (
        "{file}: it changed while it was read. Publish again",
        "{file} : le fichier a changé pendant la lecture. Publiez de nouveau",
        "\u2068{file}\u2069: تغيّر الملف أثناء قراءته. انشر من جديد",
    ),
    (
        "{file}: it cannot be read. Publish again",
        "{file} : le fichier ne peut être lu. Publiez de nouveau",
        "\u2068{file}\u2069: لا يمكن قراءة الملف. انشر من جديد",
    ),
    (
        "{file}: it has a character that no screen can be sent. Look for invisible characters, and"
        " write them anew",
        "{file} : il contient un caractère qui ne peut être envoyé à aucun écran. Cherchez les"
        " caractères invisibles et récrivez-les",
        "\u2068{file}\u2069: فيه حرف لا يمكن إرساله إلى أي شاشة. ابحث عن الحروف غير المرئية"
        " واكتبها من جديد",
    ),
    (
        "{file}: it lies outside the site. Copy it into the site",
        "{file} : le fichier est hors du site. Copiez-le dans le site",
        "\u2068{file}\u2069: الملف خارج الموقع. انسخه إلى الموقع",
    ),
    (
        "{file}: it was saved while it was published. Publish again",
        "{file} : le fichier a été enregistré pendant la publication. Publiez de nouveau",
        "\u2068{file}\u2069: حُفظ الملف أثناء نشره. انشر من جديد",
    ),
    (
        "{file}: it cannot be read ({why})",
        "{file} : le fichier ne peut être lu ({why})",
        "\u2068{file}\u2069: لا يمكن قراءة الملف (\u2068{why}\u2069)",
    ),
    # the publication
    (
        "{folder}: the folder has other things in it. Name a new folder, or the one of an earlier"
        " publication",
        "{folder} : le dossier contient autre chose. Indiquez un nouveau dossier, ou celui d'une"
        " publication antérieure",
        "\u2068{folder}\u2069: في المجلد أشياء أخرى. اذكر مجلدا جديدا، أو مجلد نشرة سابقة",
    ),
    (
        "{folder}: somebody publishes there at this moment. Try again in a minute",
        "{folder} : quelqu'un y publie en ce moment. Réessayez dans une minute",
        "\u2068{folder}\u2069: هناك من ينشر فيه الآن. حاول من جديد بعد دقيقة",
    ),
    (
        "{folder}: it cannot be written ({why}). Check who may write there, or name another folder"
        " with -o",
        "{folder} : impossible d'y écrire ({why}). Vérifiez qui a le droit d'y écrire, ou indiquez"
        " un autre dossier par -o",
        "\u2068{folder}\u2069: لا يمكن الكتابة فيه (\u2068{why}\u2069). تحقق ممن يحق له أن يكتب"
        " فيه، أو اذكر مجلدا آخر"
        " بـ \u2068-o\u2069",
    ),
    (
        "{file}: it is missing or damaged. Publish again: `kiosk publish`, where the content key"
        " is, makes it anew, and walls take that. Until then they go on with what they have",
        "{file} : le fichier manque ou est abîmé. Publiez de nouveau : `kiosk publish`, là où est"
        " la clé content, le refait, et les écrans le prennent. D'ici là ils gardent ce qu'ils ont",
        "\u2068{file}\u2069: الملف ناقص أو تالف. انشر من جديد: \u2068kiosk publish\u2069 حيث مفتاح"
        " \u2068content\u2069، فينشئه من"
        " جديد وتأخذه الشاشات. وإلى ذلك الحين تبقى على ما لديها",
    ),
    (
        "{folder}: this publication was made with other keys. Name the folder of those keys with"
        " --keys, or publish into a new folder",
        "{folder} : cette publication a été faite avec d'autres clés. Indiquez le dossier de ces"
        " clés par --keys, ou publiez dans un nouveau dossier",
        "\u2068{folder}\u2069: أُنشئت هذه النشرة بمفاتيح أخرى. اذكر مجلد تلك المفاتيح بـ"
        " \u2068--keys\u2069، أو انشر في"
        " مجلد جديد",
    ),
    (
        "{folder}: nothing was published there yet. Publish: kiosk publish",
        "{folder} : rien n'y a encore été publié. Publiez : kiosk publish",
        "\u2068{folder}\u2069: لم يُنشر فيه شيء بعد. انشر: \u2068kiosk publish\u2069",
    ),
    (
        "{folder}: nothing is published there, or it is damaged, so there is nothing to renew."
        " Publish: kiosk publish, where the content key is",
        "{folder} : rien n'y est publié, ou c'est abîmé : il n'y a rien à renouveler. Publiez :"
        " kiosk publish, là où est la clé content",
        "\u2068{folder}\u2069: لا شيء منشور فيه أو هو تالف، فلا شيء يُجدَّد. انشر: \u2068kiosk"
        " publish\u2069 حيث مفتاح"
        " \u2068content\u2069",
    ),
    (
        "{folder}: this is neither a publication (kiosk publish -o makes one) nor a site (a folder"
        " with {name}). Check the path",
        "{folder} : ce n'est ni une publication (kiosk publish -o en fait une) ni un site (un"
        " dossier avec {name}). Vérifiez le chemin",
        "\u2068{folder}\u2069: ليس نشرة (ينشئها \u2068kiosk publish -o\u2069) ولا موقعا (مجلدا فيه"
        " \u2068{name}\u2069). تحقق من"
        " المسار",
    ),
    (
        "The screen {screen} could not show this publication, so it was not made. This is a bug of"
        " kiosk; please report it with what follows",
        "L'écran {screen} ne pourrait pas montrer cette publication : elle n'a pas été faite."
        " C'est une erreur de kiosk ; signalez-la, s'il vous plaît, avec ce qui suit",
        "لن تستطيع الشاشة \u2068{screen}\u2069 عرض هذه النشرة، فلم تُنشأ. هذا خلل في"
        " \u2068kiosk\u2069؛ المرجو التبليغ"
        " عنه مع ما يلي",
    ),
    (
        "The screen {screen} would not get all its notices, so this was not published. This is a"
        " bug of kiosk; please report it",
        "L'écran {screen} ne recevrait pas tous ses avis : rien n'a été publié. C'est une erreur"
        " de kiosk ; signalez-la, s'il vous plaît",
        "لن تتوصل الشاشة \u2068{screen}\u2069 بكل إعلاناتها، فلم يُنشر شيء. هذا خلل في"
        " \u2068kiosk\u2069؛ المرجو"
        " التبليغ عنه",
    ),
    (
        "What is published for the screen {screen} cannot be read by this version of kiosk, so it"
        " cannot be compared. Publish with this version first",
        "Cette version de kiosk ne peut pas lire ce qui est publié pour l'écran {screen}, ni donc"
        " le comparer. Publiez d'abord avec cette version",
        "لا يستطيع هذا الإصدار من \u2068kiosk\u2069 قراءة ما نُشر للشاشة \u2068{screen}\u2069، فلا"
        " يمكن مقارنته. انشر"
        " أولا بهذا الإصدار",
    ),
)
