"""What `kiosk.feeds` guessed or left out in alerts (CAP, GTFS-realtime), in English, French and
Arabic. Names of fields stay as they are written in alerts."""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str, str], ...] = (
    # alerts, one by one
    (
        "the alert {name}: {why}",
        "l'alerte {name} : {why}",
        "الإنذار \u2068{name}\u2069: \u2068{why}\u2069",
    ),
    (
        "the alert {name} has no identifier or no sender and was left out",
        "l'alerte {name} n'a pas d'identifier ou pas de sender et a été laissée de côté",
        "الإنذار \u2068{name}\u2069 بلا \u2068identifier\u2069 أو بلا \u2068sender\u2069 وقد تُرك",
    ),
    (
        "the alert {name} is {scope}, not public, and was left out",
        "l'alerte {name} est {scope}, pas publique, et a été laissée de côté",
        "الإنذار \u2068{name}\u2069 ليس عموميا (\u2068{scope}\u2069) وقد تُرك",
    ),
    (
        "the alert {name} does not say when it was sent and was left out",
        "l'alerte {name} ne dit pas quand elle a été envoyée et a été laissée de côté",
        "الإنذار \u2068{name}\u2069 لا يقول متى أُرسل وقد تُرك",
    ),
    (
        "the alert {name} is a message between machines ({kind}) and was left out",
        "l'alerte {name} est un message entre machines ({kind}) et a été laissée de côté",
        "الإنذار \u2068{name}\u2069 رسالة بين آلات (\u2068{kind}\u2069) وقد تُرك",
    ),
    (
        "an alert has no id and was left out",
        "une alerte n'a pas d'identifiant et a été laissée de côté",
        "إنذار بلا معرّف وقد تُرك",
    ),
    (
        "it states no status: it is never shown",
        "il n'a pas de statut : il n'est jamais affiché",
        "لا وضع له: لا يُعرض أبدا",
    ),
    (
        "its status is {value}: it is never shown",
        "son statut est {value} : il n'est jamais affiché",
        "وضعه \u2068{value}\u2069: لا يُعرض أبدا",
    ),
    # their texts and files
    (
        "{why}; taken as {language}",
        "{why} ; tenu pour du {language}",
        "\u2068{why}\u2069؛ عُدّ بلغة \u2068{language}\u2069",
    ),
    (
        "it does not state its language",
        "il ne dit pas sa langue",
        "لا يذكر لغته",
    ),
    (
        "its text in {language} was left out beside the usual one",
        "son texte en {language} a été laissé de côté, à côté de l'habituel",
        "نصه بلغة \u2068{language}\u2069 تُرك إلى جانب النص المعتاد",
    ),
    (
        "a file that is packed into the alert was left out",
        "un fichier inclus dans l'alerte a été laissé de côté",
        "ملف مضمّن في الإنذار وقد تُرك",
    ),
    # of very many of something, not all
    (
        "it has more than {most} alerts; so many were read",
        "il a plus de {most} alertes ; autant ont été lues",
        "فيه أكثر من {most} من الإنذارات؛ وقُرئ منها هذا العدد",
    ),
    (
        "there are {count} alerts at {name}; {most} were read",
        "il y a {count} alertes à {name} ; {most} ont été lues",
        "في \u2068{name}\u2069 {count} من الإنذارات؛ وقُرئ منها {most}",
    ),
    (
        "it has {count} parts (info); {most} were taken",
        "il a {count} parties (info) ; {most} ont été prises",
        "فيه {count} من الأجزاء (\u2068info\u2069)؛ وأُخذ منها {most}",
    ),
    (
        "it has {count} areas; {most} were taken",
        "il a {count} zones ; {most} ont été prises",
        "فيه {count} من المناطق؛ وأُخذ منها {most}",
    ),
    (
        "it has {count} periods to come; the next {most} were taken",
        "il a {count} périodes à venir ; les {most} prochaines ont été prises",
        "له {count} من الفترات القادمة؛ وأُخذت منها أقربها وعددها {most}",
    ),
    (
        "it names {count} places; {most} were looked at",
        "il nomme {count} lieux ; {most} ont été regardés",
        "يذكر {count} من الأماكن؛ ونُظر في {most} منها",
    ),
    # alerts and files that refer to others
    (
        "it refers to {count} alerts; {most} were looked at",
        "il renvoie à {count} alertes ; {most} ont été regardées",
        "يحيل إلى {count} من الإنذارات؛ ونُظر في {most} منها",
    ),
    (
        "the reference {name} has two parts of three",
        "la référence {name} a deux parties sur trois",
        "في المرجع \u2068{name}\u2069 جزآن من ثلاثة",
    ),
    (
        "the reference {name} has one part of three",
        "la référence {name} a une partie sur trois",
        "في المرجع \u2068{name}\u2069 جزء من ثلاثة",
    ),
    (
        "no such address can be fetched",
        "une telle adresse ne peut être récupérée",
        "لا يمكن جلب عنوان كهذا",
    ),
)
