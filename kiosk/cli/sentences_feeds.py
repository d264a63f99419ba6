"""What `kiosk.feeds` says of feeds that cannot be read, and of calendars and lists of services,
in English, French and Arabic."""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "{why} (line {number})",
        "{why} (ligne {number})",
        "\u2068{why}\u2069 (السطر {number})",
    ),
    (
        "this is not RSS, Atom, JSON Feed, CAP, GTFS-realtime, iCalendar or an Open311 service list"
        " (the server calls it {type})",
        "ce n'est ni RSS, ni Atom, ni JSON Feed, ni CAP, ni GTFS-realtime, ni iCalendar, ni une"
        " liste de services Open311 (le serveur l'appelle {type})",
        "ليس \u2068RSS\u2069 ولا \u2068Atom\u2069 ولا \u2068JSON Feed\u2069 ولا \u2068CAP\u2069 ولا"
        " \u2068GTFS-realtime\u2069 ولا \u2068iCalendar\u2069 ولا"
        " لائحة مصالح \u2068Open311\u2069 (يسميه الخادم \u2068{type}\u2069)",
    ),
    (
        "this is not RSS, Atom, JSON Feed, CAP, GTFS-realtime, iCalendar or an Open311 service"
        " list",
        "ce n'est ni RSS, ni Atom, ni JSON Feed, ni CAP, ni GTFS-realtime, ni iCalendar, ni une"
        " liste de services Open311",
        "ليس \u2068RSS\u2069 ولا \u2068Atom\u2069 ولا \u2068JSON Feed\u2069 ولا \u2068CAP\u2069 ولا"
        " \u2068GTFS-realtime\u2069 ولا \u2068iCalendar\u2069 ولا"
        " لائحة مصالح \u2068Open311\u2069",
    ),
    (
        "this is XML, but not {known}: its root is {name}",
        "c'est du XML, mais ni un flux ni une alerte que kiosk connaisse : sa racine est {name}",
        "هذا \u2068XML\u2069 لكنه ليس مصدرا ولا إنذارا يعرفه \u2068kiosk\u2069: جذره"
        " \u2068{name}\u2069",
    ),
    (
        "this is a web page, not a feed; look in the page for the address of its feed",
        "c'est une page web, pas un flux ; cherchez dans la page l'adresse de son flux",
        "هذه صفحة ويب لا مصدر؛ ابحث في الصفحة عن عنوان مصدرها",
    ),
    (
        "this is an alert of a CAP that we do not know: {name}",
        "c'est une alerte d'un CAP inconnu : {name}",
        "هذا إنذار من \u2068CAP\u2069 غير معروف: \u2068{name}\u2069",
    ),
    (
        "this is JSON, but no JSON Feed: it has no list called items",
        "c'est du JSON, mais pas un JSON Feed : il n'a pas de liste appelée items",
        "هذا \u2068JSON\u2069 لكنه ليس \u2068JSON Feed\u2069: لا قائمة فيه باسم \u2068items\u2069",
    ),
    (
        "the GTFS-realtime feed is larger than {most} MB",
        "le flux GTFS-realtime dépasse {most} Mo",
        "مصدر \u2068GTFS-realtime\u2069 أكبر من {most} م.ب",
    ),
    (
        "it begins as GTFS-realtime and is damaged or cut off",
        "il commence en GTFS-realtime et est abîmé ou coupé",
        "يبدأ مثل \u2068GTFS-realtime\u2069 وهو تالف أو مقطوع",
    ),
    (
        "it looks like GTFS-realtime as JSON, but is not: {detail}",
        "il ressemble à du GTFS-realtime en JSON, mais n'en est pas : {detail}",
        "يشبه \u2068GTFS-realtime\u2069 بصيغة \u2068JSON\u2069 وليس كذلك: \u2068{detail}\u2069",
    ),
    (
        "it looks like GTFS-realtime as JSON, but lacks what such a feed must have",
        "il ressemble à du GTFS-realtime en JSON, mais il y manque l'indispensable",
        "يشبه \u2068GTFS-realtime\u2069 بصيغة \u2068JSON\u2069 لكن ينقصه ما لا بد منه",
    ),
    (
        "it is a differential GTFS-realtime feed, which tells only what has changed; ask its"
        " publisher for the full dataset",
        "c'est un flux GTFS-realtime différentiel, qui ne dit que ce qui a changé ; demandez à qui"
        " le publie les données complètes",
        "هذا مصدر \u2068GTFS-realtime\u2069 تفاضلي لا يقول إلا ما تغيّر؛ اطلب من ناشره البيانات"
        " كاملة",
    ),
    (
        "it has {count} entities; {most} are the most",
        "il a {count} entités ; {most} sont le maximum",
        "فيه {count} من العناصر؛ والحد الأقصى {most}",
    ),
    (
        "it has {count} entries; {most} are the most",
        "il a {count} entrées ; {most} sont le maximum",
        "فيه {count} من المدخلات؛ والحد الأقصى {most}",
    ),
    (
        "there is no alert (CAP) at that address",
        "il n'y a pas d'alerte (CAP) à cette adresse",
        "لا إنذار (\u2068CAP\u2069) في هذا العنوان",
    ),
    ("it was not fetched", "elle n'a pas été récupérée", "لم يُجلب"),
    (
        "the feed is cut off: its last tag is missing",
        "le flux est coupé : sa dernière balise manque",
        "المصدر مقطوع: ينقص وسمه الأخير",
    ),
    (
        "{why}, and too large to be mended",
        "{why} ; c'est trop grand pour être réparé",
        "\u2068{why}\u2069؛ وهو أكبر من أن يُصلح",
    ),
    (
        "{why}; what carries alerts or the notice extension is read only when it is sound",
        "{why} ; ce qui porte des alertes ou l'extension des avis n'est lu que s'il est sain",
        "\u2068{why}\u2069؛ ما يحمل إنذارات أو امتداد الإعلانات لا يُقرأ إلا سليما",
    ),
    (
        "{why}, and not even nearly",
        "{why}, et même de loin",
        "\u2068{why}\u2069، ولا حتى تقريبا",
    ),
    # calendars
    (
        "the calendar is larger than {most} MB",
        "le calendrier dépasse {most} Mo",
        "التقويم أكبر من {most} م.ب",
    ),
    (
        "the calendar has more than {most} lines",
        "le calendrier a plus de {most} lignes",
        "في التقويم أكثر من {most} من السطور",
    ),
    (
        "the calendar has more than {most} events",
        "le calendrier a plus de {most} événements",
        "في التقويم أكثر من {most} من الأحداث",
    ),
    (
        "the calendar has lists that are longer than any town hall's",
        "le calendrier a des listes plus longues que celles d'aucune mairie",
        "في التقويم قوائم أطول مما لدى أي جماعة",
    ),
    (
        "the calendar is cut off: its last line is missing",
        "le calendrier est coupé : sa dernière ligne manque",
        "التقويم مقطوع: ينقص سطره الأخير",
    ),
    (
        "the calendar is nested too deeply",
        "le calendrier est imbriqué trop profondément",
        "في التقويم تداخل كثير",
    ),
    (
        "not a sound iCalendar file: {detail}",
        "ce n'est pas un fichier iCalendar sain : {detail}",
        "ليس ملف \u2068iCalendar\u2069 سليما: \u2068{detail}\u2069",
    ),
    # JSON and XML
    (
        "it has more than {most} lists and objects",
        "il a plus de {most} listes et objets",
        "فيه أكثر من {most} من القوائم والكائنات",
    ),
    (
        "the JSON is nested too deeply to be a feed",
        "le JSON est imbriqué trop profondément pour un flux",
        "تداخل \u2068JSON\u2069 أعمق من أن يكون مصدرا",
    ),
    (
        "not valid JSON: it is not in UTF-8, as JSON must be",
        "ce n'est pas du JSON valable : il n'est pas en UTF-8, comme JSON doit l'être",
        "ليس \u2068JSON\u2069 صالحا: ليس بترميز \u2068UTF-8\u2069 كما يجب",
    ),
    (
        "not valid JSON: a number in it is longer than any feed needs",
        "ce n'est pas du JSON valable : un nombre y est plus long qu'il n'en faut à un flux",
        "ليس \u2068JSON\u2069 صالحا: فيه عدد أطول مما يحتاج إليه أي مصدر",
    ),
    (
        "not valid JSON: {detail}",
        "ce n'est pas du JSON valable : {detail}",
        "ليس \u2068JSON\u2069 صالحا: \u2068{detail}\u2069",
    ),
    (
        "it has more than {most} elements",
        "il a plus de {most} éléments",
        "فيه أكثر من {most} من العناصر",
    ),
    (
        "an element of it declares more than {most} namespaces",
        "un de ses éléments déclare plus de {most} espaces de noms",
        "يعلن أحد عناصره عن أكثر من {most} من فضاءات الأسماء",
    ),
    (
        "it declares a DOCTYPE or an entity, which no feed needs",
        "il déclare un DOCTYPE ou une entité, dont aucun flux n'a besoin",
        "يعلن عن \u2068DOCTYPE\u2069 أو كيان لا يحتاج إليه أي مصدر",
    ),
    (
        "the XML is nested too deeply to be a feed",
        "le XML est imbriqué trop profondément pour un flux",
        "تداخل \u2068XML\u2069 أعمق من أن يكون مصدرا",
    ),
    (
        "the XML is nested too deeply, or a text in it too long",
        "le XML est imbriqué trop profondément, ou un texte y est trop long",
        "تداخل \u2068XML\u2069 عميق جدا، أو فيه نص طويل جدا",
    ),
    (
        "not sound XML: {detail}",
        "ce n'est pas du XML sain : {detail}",
        "ليس \u2068XML\u2069 سليما: \u2068{detail}\u2069",
    ),
    # calendars
    (
        "an event that is not public (CLASS) was left out",
        "un événement qui n'est pas public (CLASS) a été laissé de côté",
        "حدث غير عمومي (\u2068CLASS\u2069) وقد تُرك",
    ),
    (
        "the event {name} has no date that can be read",
        "l'événement {name} n'a pas de date lisible",
        "الحدث \u2068{name}\u2069 بلا تاريخ مقروء",
    ),
    (
        "the event {name} has no UID; name and date stand for it",
        "l'événement {name} n'a pas de UID ; son nom et sa date en tiennent lieu",
        "الحدث \u2068{name}\u2069 بلا \u2068UID\u2069؛ ويقوم مقامه اسمه وتاريخه",
    ),
    (
        "the event {name} has a {field} that cannot be read",
        "l'événement {name} a un {field} illisible",
        "في الحدث \u2068{name}\u2069 حقل \u2068{field}\u2069 لا يُقرأ",
    ),
    (
        "tasks and journals in it were left out: {count}",
        "ses tâches et journaux ont été laissés de côté : {count}",
        "تُرك ما فيه من مهام ويوميات: {count}",
    ),
    (
        "a calendar in it cancels its events (METHOD:CANCEL)",
        "un de ses calendriers annule ses événements (METHOD:CANCEL)",
        "يلغي أحد تقاويمه أحداثه (\u2068METHOD:CANCEL\u2069)",
    ),
    (
        "its recurrence cannot be read ({detail})",
        "sa répétition est illisible ({detail})",
        "لا يمكن قراءة تكراره (\u2068{detail}\u2069)",
    ),
    (
        "it takes place more than {most} times in the coming month; so many were taken",
        "il a lieu plus de {most} fois dans le mois à venir ; autant de fois ont été prises",
        "يتكرر أكثر من {most} مرة في الشهر القادم؛ وأُخذ منها هذا العدد",
    ),
    (
        "the time zone {name} is not known; the site's was taken",
        "le fuseau horaire {name} est inconnu ; celui du site a été pris",
        "المنطقة الزمنية \u2068{name}\u2069 غير معروفة؛ أُخذت منطقة الموقع",
    ),
    # lists of services
    (
        "the service {name} has no code that can be used",
        "le service {name} n'a pas de code utilisable",
        "المصلحة \u2068{name}\u2069 بلا رمز صالح",
    ),
    (
        "no service of the list fits one of the site; set code or words in screens.yaml",
        "aucun service de la liste ne correspond à un service du site ; indiquez code ou words dans"
        " screens.yaml",
        "لا مصلحة في اللائحة توافق مصلحة من الموقع؛ حدد \u2068code\u2069 أو \u2068words\u2069 في"
        " \u2068screens.yaml\u2069",
    ),
    (
        "{count} services of the list fit {service}; {taken} was taken. To choose another, set its"
        " code in screens.yaml",
        "{count} services de la liste correspondent à {service} ; {taken} a été pris. Pour en"
        " choisir un autre, indiquez son code dans screens.yaml",
        "توافق \u2068{service}\u2069 من اللائحة {count} من المصالح؛ أُخذت \u2068{taken}\u2069."
        " لاختيار غيرها حدد رمزها"
        " في \u2068screens.yaml\u2069",
    ),
)
