"""What `kiosk.feeds` guessed or left out in a feed and its entries, in English, French and
Arabic. Names of fields stay as they are written in feeds."""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str, str], ...] = (
    # entries
    (
        "entry {number} has no id and was left out",
        "l'entrée {number} n'a pas d'identifiant et a été laissée de côté",
        "المدخل {number} بلا معرّف وقد تُرك",
    ),
    (
        "entry {number} has neither id nor link and was left out",
        "l'entrée {number} n'a ni identifiant ni lien et a été laissée de côté",
        "المدخل {number} بلا معرّف ولا رابط وقد تُرك",
    ),
    (
        "entry {number} cannot be read ({detail})",
        "l'entrée {number} est illisible ({detail})",
        "لا يمكن قراءة المدخل {number} (\u2068{detail}\u2069)",
    ),
    (
        "entry {name} has no text and was left out",
        "l'entrée {name} n'a pas de texte et a été laissée de côté",
        "المدخل \u2068{name}\u2069 بلا نص وقد تُرك",
    ),
    (
        "the id {name} stands for more than one entry",
        "l'identifiant {name} désigne plus d'une entrée",
        "المعرّف \u2068{name}\u2069 لأكثر من مدخل",
    ),
    (
        "its id is too long and was cut",
        "son identifiant est trop long et a été coupé",
        "معرّفه طويل جدا وقد قُطع",
    ),
    ("and {count} more warnings", "et {count} avertissements de plus", "وتنبيهات أخرى ({count})"),
    (
        "the feed does not say that it is a JSON Feed (version)",
        "le flux ne dit pas qu'il est un JSON Feed (version)",
        "لا يقول المصدر إنه \u2068JSON Feed\u2069 (\u2068version\u2069)",
    ),
    (
        "the feed says that it is finished; ask for the one after it",
        "le flux dit qu'il est terminé ; demandez celui qui lui succède",
        "يقول المصدر إنه انتهى؛ اسأل عن الذي يليه",
    ),
    (
        "the feed is {why}; it was read as far as it goes",
        "le flux est abîmé ({why}) ; il a été lu aussi loin que possible",
        "المصدر تالف (\u2068{why}\u2069)؛ وقد قُرئ منه ما أمكن",
    ),
    # dates
    (
        "it has no date; it counts from when it was first seen",
        "il n'a pas de date ; il compte depuis qu'il a été vu la première fois",
        "لا تاريخ له؛ يُحسب من أول مرة شوهد فيها",
    ),
    (
        "it ends before it starts; the end was left out",
        "il finit avant de commencer ; la fin a été laissée de côté",
        "ينتهي قبل أن يبدأ؛ وقد تُركت النهاية",
    ),
    (
        "it does not say until when; it is shown for {hours} hours",
        "il ne dit pas jusqu'à quand ; il est affiché pendant {hours} heures",
        "لا يقول إلى متى؛ يُعرض مدة {hours} ساعة",
    ),
    (
        "it expired before it was sent: it is held back",
        "il a expiré avant d'être envoyé : il est retenu",
        "انتهت صلاحيته قبل إرساله: لا يُعرض",
    ),
    (
        "a part of it was over when it was sent, and was left out",
        "une de ses parties était finie quand il a été envoyé, et a été écartée",
        "كان جزء منه منتهيا عند إرساله فتُرك",
    ),
    (
        "it ends before it sets in",
        "il finit avant de prendre effet",
        "ينتهي قبل أن يسري",
    ),
    (
        "it writes UTC as Z, which CAP does not allow; it was understood",
        "il écrit UTC par Z, ce que CAP n'admet pas ; cela a été compris",
        "يكتب \u2068UTC\u2069 بالحرف \u2068Z\u2069 ولا يجيز \u2068CAP\u2069 ذلك؛ وقد فُهم",
    ),
    (
        "the instant {value} is out of range and was left out",
        "l'instant {value} est hors limites et a été laissé de côté",
        "اللحظة \u2068{value}\u2069 خارج الحدود وقد تُركت",
    ),
    # alerts
    (
        "it does not say that it is public (scope); taken as public",
        "il ne dit pas qu'il est public (scope) ; tenu pour public",
        "لا يقول إنه عمومي (\u2068scope\u2069)؛ عُدّ عموميا",
    ),
    (
        "it is a message of no known kind ({name}); taken as an alert",
        "c'est un message de genre inconnu ({name}) ; tenu pour une alerte",
        "هذه رسالة من نوع غير معروف (\u2068{name}\u2069)؛ عُدّت إنذارا",
    ),
    (
        "it cancels, and does not say what (references)",
        "il annule, sans dire quoi (references)",
        "يلغي ولا يقول ماذا (\u2068references\u2069)",
    ),
    (
        "the alert {name} is missing: {why}",
        "l'alerte {name} manque : {why}",
        "الإنذار \u2068{name}\u2069 ناقص: \u2068{why}\u2069",
    ),
    (
        "its alert is missing ({why}); its entry in the index was taken",
        "son alerte manque ({why}) ; son entrée dans l'index a été prise",
        "إنذاره ناقص (\u2068{why}\u2069)؛ أُخذ مدخله في الفهرس",
    ),
    (
        "it points to more than {count} alerts; so many are fetched",
        "il renvoie à plus de {count} alertes ; autant sont récupérées",
        "يحيل إلى أكثر من {count} من الإنذارات؛ ويُجلب منها هذا العدد",
    ),
    (
        "its references are joined by commas; they were taken by threes",
        "ses références sont jointes par des virgules ; elles ont été prises par trois",
        "مراجعه مفصولة بفواصل؛ وقد أُخذت ثلاثا ثلاثا",
    ),
    (
        "the reference {name} cannot be read",
        "la référence {name} est illisible",
        "لا يمكن قراءة المرجع \u2068{name}\u2069",
    ),
    # what a notice is, and where
    (
        "{name} is no service of the site",
        "{name} n'est pas un service du site",
        "\u2068{name}\u2069 ليست مصلحة من مصالح الموقع",
    ),
    (
        "{name} is no kind of notice",
        "{name} n'est pas un type d'avis",
        "\u2068{name}\u2069 ليس نوعا من الإعلانات",
    ),
    (
        "{name} is no area of the site",
        "{name} n'est pas une zone du site",
        "\u2068{name}\u2069 ليست منطقة من مناطق الموقع",
    ),
    (
        "{names} are no areas of the site",
        "{names} ne sont pas des zones du site",
        "\u2068{names}\u2069 ليست من مناطق الموقع",
    ),
    (
        "{value} is no severity",
        "{value} n'est pas une valeur de severity",
        "\u2068{value}\u2069 ليست قيمة لـ \u2068severity\u2069",
    ),
    (
        "{value} is no urgency",
        "{value} n'est pas une valeur de urgency",
        "\u2068{value}\u2069 ليست قيمة لـ \u2068urgency\u2069",
    ),
    (
        "{value} is no state",
        "{value} n'est pas une valeur de state",
        "\u2068{value}\u2069 ليست قيمة لـ \u2068state\u2069",
    ),
    (
        "{value} is no language",
        "{value} n'est pas une langue",
        "\u2068{value}\u2069 ليست لغة",
    ),
    (
        "{name} is no text and was left out",
        "{name} n'est pas un texte et a été laissé de côté",
        "\u2068{name}\u2069 ليس نصا وقد تُرك",
    ),
    (
        "{name} is no list and was left out",
        "{name} n'est pas une liste et a été laissé de côté",
        "\u2068{name}\u2069 ليس قائمة وقد تُرك",
    ),
    (
        "_kiosk is no object and was left out",
        "_kiosk n'est pas un objet et a été laissé de côté",
        "\u2068_kiosk\u2069 ليس كائنا وقد تُرك",
    ),
    (
        "planned is {value}, neither true nor false",
        "planned est {value}, ni true ni false",
        "\u2068planned\u2069 هو \u2068{value}\u2069، لا \u2068true\u2069 ولا \u2068false\u2069",
    ),
    (
        "the notice extension has no {names}",
        "l'extension des avis ne connaît pas {names}",
        "لا يعرف امتداد الإعلانات \u2068{names}\u2069",
    ),
    (
        "an area has no name and was left out",
        "une zone n'a pas de nom et a été laissée de côté",
        "منطقة بلا اسم وقد تُركت",
    ),
    (
        "a polygon has more than {most} points and was left out",
        "un polygone a plus de {most} points et a été laissé de côté",
        "مضلع فيه أكثر من {most} من النقط وقد تُرك",
    ),
    (
        "the link {name} is no web address and was left out",
        "le lien {name} n'est pas une adresse web et a été laissé de côté",
        "الرابط \u2068{name}\u2069 ليس عنوانا على الشبكة وقد تُرك",
    ),
    # texts
    (
        "it has neither content_text nor content_html",
        "il n'a ni content_text ni content_html",
        "لا \u2068content_text\u2069 فيه ولا \u2068content_html\u2069",
    ),
    (
        "its text is too long and lost its end",
        "son texte est trop long et a perdu sa fin",
        "نصه طويل جدا وقد فقد نهايته",
    ),
    (
        "its title is too long and lost its end",
        "son titre est trop long et a perdu sa fin",
        "عنوانه طويل جدا وقد فقد نهايته",
    ),
    (
        "its instruction is too long and lost its end",
        "sa consigne est trop longue et a perdu sa fin",
        "تعليماته طويلة جدا وقد فقدت نهايتها",
    ),
    (
        "{name} is no language; its text was left out",
        "{name} n'est pas une langue ; son texte a été laissé de côté",
        "\u2068{name}\u2069 ليست لغة؛ وقد تُرك نصها",
    ),
    (
        "its letters are not {claimed}; taken as {language}",
        "ses lettres ne sont pas du {claimed} ; tenu pour du {language}",
        "حروفه ليست حروف \u2068{claimed}\u2069؛ عُدّ بلغة \u2068{language}\u2069",
    ),
    (
        "its text for {name} is not in the letters of that language and was left out",
        "son texte pour {name} n'est pas dans les lettres de cette langue et a été laissé de côté",
        "نصه للغة \u2068{name}\u2069 ليس بحروفها وقد تُرك",
    ),
    (
        "texts is no map by language and was left out",
        "texts n'est pas une table par langue et a été laissé de côté",
        "\u2068texts\u2069 ليس جدولا حسب اللغة وقد تُرك",
    ),
    # files
    (
        "{name} is neither picture nor video and was left out",
        "{name} n'est ni image ni vidéo et a été laissé de côté",
        "\u2068{name}\u2069 ليس صورة ولا فيديو وقد تُرك",
    ),
    (
        "an attachment has no url and was left out",
        "une pièce jointe n'a pas d'url et a été laissée de côté",
        "مرفق بلا \u2068url\u2069 وقد تُرك",
    ),
    (
        "the address {name} ({role}) cannot be fetched",
        "l'adresse {name} ({role}) ne peut être récupérée",
        "لا يمكن جلب العنوان \u2068{name}\u2069 (\u2068{role}\u2069)",
    ),
    (
        "captions have no address that can be fetched and were left out",
        "des sous-titres n'ont pas d'adresse récupérable et ont été laissés de côté",
        "عناوين فيديو بلا عنوان يمكن جلبه وقد تُركت",
    ),
    (
        "a sha256 is not 64 hexadecimal digits and was left out",
        "un sha256 n'a pas 64 chiffres hexadécimaux et a été laissé de côté",
        "قيمة \u2068sha256\u2069 ليست 64 رقما ست عشريا وقد تُركت",
    ),
    (
        "the hash {name} is neither MD5 nor SHA-1 and was left out",
        "la somme {name} n'est ni MD5 ni SHA-1 et a été laissée de côté",
        "القيمة \u2068{name}\u2069 ليست \u2068MD5\u2069 ولا \u2068SHA-1\u2069 وقد تُركت",
    ),
)
