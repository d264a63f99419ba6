"""What `kiosk.feeds` guessed of letters and dates, where it took only some of very many, and what
it left out in calendars, in English, French and Arabic."""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str, str], ...] = (
    # letters
    (
        "it is not in {charset}, as it should be; {why}",
        "il n'est pas en {charset}, comme il devrait ; {why}",
        "ليس بترميز \u2068{charset}\u2069 كما ينبغي؛ \u2068{why}\u2069",
    ),
    (
        "it is not in UTF-8, as calendars must be; {why}",
        "il n'est pas en UTF-8, comme un calendrier doit l'être ; {why}",
        "ليس بترميز \u2068UTF-8\u2069 كما يجب في التقاويم؛ \u2068{why}\u2069",
    ),
    (
        "it says that it is in {charset} and is in UTF-8",
        "il se dit en {charset} et est en UTF-8",
        "يقول إنه بترميز \u2068{charset}\u2069 وهو بترميز \u2068UTF-8\u2069",
    ),
    (
        "it says that it is in {charset}; {taken} was taken",
        "il se dit en {charset} ; {taken} a été pris",
        "يقول إنه بترميز \u2068{charset}\u2069؛ وأُخذ \u2068{taken}\u2069",
    ),
    (
        "{taken} was taken",
        "{taken} a été pris",
        "أُخذ \u2068{taken}\u2069",
    ),
    (
        "it is in UTF-16 and does not say so",
        "il est en UTF-16 sans le dire",
        "هو بترميز \u2068UTF-16\u2069 ولا يقول ذلك",
    ),
    (
        "the broken letters were guessed",
        "les lettres abîmées ont été devinées",
        "خُمّنت الحروف التالفة",
    ),
    (
        "broken letters stay so",
        "les lettres abîmées le restent",
        "تبقى الحروف التالفة كما هي",
    ),
    (
        "it has NUL characters; they were left out",
        "il a des caractères NUL ; ils ont été laissés de côté",
        "فيه حروف \u2068NUL\u2069 وقد تُركت",
    ),
    # dates
    (
        "the date {name} has no zone; the site's was taken",
        "la date {name} n'a pas de fuseau ; celui du site a été pris",
        "التاريخ \u2068{name}\u2069 بلا منطقة زمنية؛ أُخذت منطقة الموقع",
    ),
    (
        "the date {name} cannot be read and was left out",
        "la date {name} est illisible et a été laissée de côté",
        "التاريخ \u2068{name}\u2069 لا يُقرأ وقد تُرك",
    ),
    (
        "the date {name} is out of range and was left out",
        "la date {name} est hors limites et a été laissée de côté",
        "التاريخ \u2068{name}\u2069 خارج الحدود وقد تُرك",
    ),
    # entries
    (
        "its {field} is {kind}, which is no text, and was left out",
        "son {field} est du {kind}, qui n'est pas du texte, et a été laissé de côté",
        "حقله \u2068{field}\u2069 من نوع \u2068{kind}\u2069 وليس نصا وقد تُرك",
    ),
    (
        "it has neither guid nor link; title and date stand for them",
        "il n'a ni guid ni lien ; son titre et sa date en tiennent lieu",
        "لا \u2068guid\u2069 له ولا رابط؛ ويقوم مقامهما عنوانه وتاريخه",
    ),
    (
        "a service_code is written as a number with zeros before it, which is no JSON; it was taken"
        " as a text",
        "un service_code est écrit comme un nombre précédé de zéros, ce qui n'est pas du JSON ; il"
        " a été pris comme un texte",
        "كُتب \u2068service_code\u2069 عددا تسبقه أصفار، وليس ذلك \u2068JSON\u2069؛ وقد أُخذ نصا",
    ),
    (
        "{names} and {count} more are no areas of the site",
        "{names} et {count} de plus ne sont pas des zones du site",
        "\u2068{names}\u2069 وأخرى ({count}) ليست من مناطق الموقع",
    ),
    # of very many of something, not all
    (
        "it names {count} areas; {most} were taken",
        "il nomme {count} zones ; {most} ont été prises",
        "يذكر {count} من المناطق؛ وأُخذ منها {most}",
    ),
    (
        "it has {count} categories; {most} were looked at",
        "il a {count} catégories ; {most} ont été regardées",
        "له {count} من الأصناف؛ ونُظر في {most} منها",
    ),
    (
        "it names {count} files; {most} were looked at",
        "il nomme {count} fichiers ; {most} ont été regardés",
        "يذكر {count} من الملفات؛ ونُظر في {most} منها",
    ),
    (
        "it has {count} media; {most} were taken",
        "il a {count} images ou vidéos ; {most} ont été prises",
        "فيه {count} من الصور والفيديوهات؛ وأُخذ منها {most}",
    ),
    (
        "it has texts in {count} languages; {most} were taken",
        "il a des textes en {count} langues ; {most} ont été prises",
        "فيه نصوص بلغات عددها {count}؛ وأُخذ منها {most}",
    ),
    (
        "it lists more than {most} services; so many were read",
        "il liste plus de {most} services ; autant ont été lus",
        "يسرد أكثر من {most} من المصالح؛ وقُرئ منها هذا العدد",
    ),
    # calendars
    (
        "the event {name}: {why}",
        "l'événement {name} : {why}",
        "الحدث \u2068{name}\u2069: \u2068{why}\u2069",
    ),
    (
        "{why}; it counts as over {hours} h after it begins",
        "{why} ; il compte comme fini {hours} h après son début",
        "\u2068{why}\u2069؛ يُعدّ منتهيا بعد {hours} ساعة من بدايته",
    ),
    (
        "it ends before it begins",
        "il finit avant de commencer",
        "ينتهي قبل أن يبدأ",
    ),
    (
        "it has neither end nor duration",
        "il n'a ni fin ni durée",
        "لا نهاية له ولا مدة",
    ),
    (
        "it has more than {most} dates in the coming month",
        "il a plus de {most} dates dans le mois à venir",
        "له أكثر من {most} من التواريخ في الشهر القادم",
    ),
    (
        "a date that is out of range ({name}) was left out",
        "une date hors limites ({name}) a été laissée de côté",
        "تاريخ خارج الحدود (\u2068{name}\u2069) وقد تُرك",
    ),
    (
        "an end beyond {latest} was taken as {taken}",
        "une fin au-delà de {latest} a été prise pour {taken}",
        "نهاية بعد {latest} أُخذت على أنها {taken}",
    ),
    (
        "its definition of the time zone {name} cannot be used",
        "sa définition du fuseau horaire {name} est inutilisable",
        "تعريفه للمنطقة الزمنية \u2068{name}\u2069 لا يصلح",
    ),
    (
        "{why}; only the date that it begins with was taken",
        "{why} ; seule sa première date a été prise",
        "\u2068{why}\u2069؛ ولم يؤخذ إلا تاريخه الأول",
    ),
    (
        "the calendar has more than {most} recurring events",
        "le calendrier a plus de {most} événements répétés",
        "في التقويم أكثر من {most} من الأحداث المتكررة",
    ),
    (
        "the calendar has too many rules that began too long ago",
        "le calendrier a trop de règles qui ont commencé il y a trop longtemps",
        "في التقويم قواعد كثيرة جدا بدأت منذ زمن بعيد جدا",
    ),
    (
        "it lists more than {most} dates ({name})",
        "il liste plus de {most} dates ({name})",
        "يسرد أكثر من {most} من التواريخ (\u2068{name}\u2069)",
    ),
    (
        "it has more than four rules (RRULE)",
        "il a plus de quatre règles (RRULE)",
        "له أكثر من أربع قواعد (\u2068RRULE\u2069)",
    ),
    (
        "its rule repeats {frequency}, more often than daily",
        "sa règle se répète plus d'une fois par jour ({frequency})",
        "تتكرر قاعدته أكثر من مرة في اليوم (\u2068{frequency}\u2069)",
    ),
    (
        "its rule repeats at no stated interval, more often than daily",
        "sa règle ne dit pas tous les combien elle se répète",
        "لا تقول قاعدته كم مرة تتكرر",
    ),
    (
        "its rule repeats {times} times a day",
        "sa règle se répète {times} fois par jour",
        "تتكرر قاعدته {times} مرة في اليوم",
    ),
    (
        "its rule has more than {most} parts",
        "sa règle a plus de {most} parties",
        "في قاعدته أكثر من {most} من الأجزاء",
    ),
    (
        "its rule has a part that is no number",
        "sa règle a une partie qui n'est pas un nombre",
        "في قاعدته جزء ليس عددا",
    ),
    (
        "its rule has a part that no rule may have ({part})",
        "sa règle a une partie qu'aucune règle ne peut avoir ({part})",
        "في قاعدته جزء لا يكون في أي قاعدة (\u2068{part}\u2069)",
    ),
    (
        "it begins on a date that does not fit its own rule",
        "il commence à une date qui ne suit pas sa propre règle",
        "يبدأ في تاريخ لا يوافق قاعدته",
    ),
)
