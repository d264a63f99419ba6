"""What `kiosk.publish` says of keys, in English, French and Arabic.

The kinds of keys (master, content, renewal) are words that are typed, and stay as they are.
"""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "{file}: others on this machine can read this secret key. Put it right with `chmod 600"
        " {path}`; if you do not trust them all, replace the key: kiosk keys rotate {kind}",
        "{file} : d'autres sur cette machine peuvent lire cette clé secrète. Corrigez par `chmod"
        " 600 {path}` ; si vous ne leur faites pas à tous confiance, remplacez la clé : kiosk keys"
        " rotate {kind}",
        "\u2068{file}\u2069: يستطيع آخرون على هذا الجهاز قراءة هذا المفتاح السري. صحح ذلك بـ"
        " \u2068chmod 600"
        " {path}\u2069؛ وإن لم تثق بهم جميعا فاستبدل المفتاح: \u2068kiosk keys rotate {kind}\u2069",
    ),
    (
        "The password is too short. Take {count} characters or more, such as four words that do"
        " not belong together",
        "Le mot de passe est trop court. Prenez {count} caractères ou plus, par exemple quatre"
        " mots sans rapport entre eux",
        "كلمة المرور قصيرة جدا. خذ {count} حرفا أو أكثر، مثل أربع كلمات لا علاقة بينها",
    ),
    (
        "{file}: this is no key that kiosk made",
        "{file} : ce n'est pas une clé faite par kiosk. Indiquez le bon dossier par --keys",
        "\u2068{file}\u2069: ليس مفتاحا أنشأه \u2068kiosk\u2069. اذكر المجلد الصحيح بـ"
        " \u2068--keys\u2069",
    ),
    (
        "{file}: this is another key than its name says",
        "{file} : c'est une autre clé que ne le dit son nom. Rendez-lui son nom, ou reprenez-la"
        " d'une sauvegarde",
        "\u2068{file}\u2069: هذا مفتاح غير الذي يقوله اسمه. أعد إليه اسمه، أو خذه من نسخة احتياطية",
    ),
    (
        "{file}: this is no public key. Ask for the .pub file that `kiosk keys new` made",
        "{file} : ce n'est pas une clé publique. Demandez le fichier .pub fait par `kiosk keys"
        " new`",
        "\u2068{file}\u2069: ليس مفتاحا عموميا. اطلب ملف \u2068.pub\u2069 الذي أنشأه \u2068kiosk"
        " keys new\u2069",
    ),
    (
        "{folder}: keys cannot be written there ({why}). Name another folder with --keys",
        "{folder} : impossible d'y écrire des clés ({why}). Indiquez un autre dossier par --keys",
        "\u2068{folder}\u2069: لا يمكن كتابة المفاتيح فيه (\u2068{why}\u2069). اذكر مجلدا آخر بـ"
        " \u2068--keys\u2069",
    ),
    (
        "{file}: the password is wrong, or the file is damaged. Try again; if the password is"
        " lost: kiosk keys rotate {kind}; if the file is: take it from a backup",
        "{file} : le mot de passe est faux, ou le fichier est abîmé. Réessayez ; si le mot de"
        " passe est perdu : kiosk keys rotate {kind} ; si c'est le fichier : reprenez-le d'une"
        " sauvegarde",
        "\u2068{file}\u2069: كلمة المرور خاطئة أو الملف تالف. حاول من جديد؛ فإن ضاعت كلمة المرور:"
        " \u2068kiosk keys"
        " rotate {kind}\u2069؛ وإن تلف الملف فخذه من نسخة احتياطية",
    ),
    (
        "{folder}: the renewal key is not here, so walls are not told. Name its folder with"
        " --keys; if it is lost: kiosk keys rotate renewal",
        "{folder} : la clé renewal n'est pas ici, les écrans n'en sauront rien. Indiquez son"
        " dossier par --keys ; si elle est perdue : kiosk keys rotate renewal",
        "\u2068{folder}\u2069: مفتاح \u2068renewal\u2069 ليس هنا، فلن تعلم الشاشات. اذكر مجلده بـ"
        " \u2068--keys\u2069؛ وإن ضاع:"
        " \u2068kiosk keys rotate renewal\u2069",
    ),
    (
        "The content key was replaced, so the content must be signed anew before anything else:"
        " kiosk publish, where the new content key is",
        "La clé content a été remplacée : le contenu doit d'abord être signé de nouveau : kiosk"
        " publish, là où est la nouvelle clé content",
        "استُبدل مفتاح \u2068content\u2069، فيجب توقيع المحتوى من جديد قبل كل شيء: \u2068kiosk"
        " publish\u2069 حيث مفتاح"
        " \u2068content\u2069 الجديد",
    ),
    (
        "{file}: this is signed by the renewal key, at `kiosk publish`",
        "{file} : ceci est signé par la clé renewal, lors de `kiosk publish`",
        "\u2068{file}\u2069: هذا يوقعه مفتاح \u2068renewal\u2069 عند \u2068kiosk publish\u2069",
    ),
    (
        "{folder}: there are keys already, which walls trust. To replace one: kiosk keys rotate; to"
        " begin anew: --keys with another folder",
        "{folder} : il y a déjà des clés, auxquelles les écrans se fient. Pour en remplacer une :"
        " kiosk keys rotate ; pour recommencer : --keys avec un autre dossier",
        "\u2068{folder}\u2069: فيه مفاتيح من قبل تثق بها الشاشات. لاستبدال أحدها: \u2068kiosk keys"
        " rotate\u2069؛ وللبدء"
        " من جديد: \u2068--keys\u2069 مع مجلد آخر",
    ),
    (
        "{file}: a change waits for signatures. Finish it with `kiosk keys sign`, or remove the"
        " file to give it up",
        "{file} : un changement attend des signatures. Achevez-le par `kiosk keys sign`, ou"
        " supprimez le fichier pour y renoncer",
        "\u2068{file}\u2069: هناك تغيير ينتظر التوقيعات. أتممه بـ \u2068kiosk keys sign\u2069، أو"
        " احذف الملف للتخلي عنه",
    ),
    (
        "{folder}: no further {kind} key that counts lies here. Name the folder of one with"
        " {option}; these count: {known}",
        "{folder} : aucune autre clé {kind} qui compte n'est ici. Indiquez le dossier de l'une"
        " d'elles par {option} ; comptent : {known}",
        "\u2068{folder}\u2069: لا مفتاح \u2068{kind}\u2069 آخر معتبرا هنا. اذكر مجلد واحد منها بـ"
        " \u2068{option}\u2069؛ المعتبرة:"
        " \u2068{known}\u2069",
    ),
    (
        "{folder}: no {kind} key that counts lies here. Name the folder of one with {option}; these"
        " count: {known}",
        "{folder} : aucune clé {kind} qui compte n'est ici. Indiquez le dossier de l'une d'elles"
        " par {option} ; comptent : {known}",
        "\u2068{folder}\u2069: لا مفتاح \u2068{kind}\u2069 معتبرا هنا. اذكر مجلد واحد منها بـ"
        " \u2068{option}\u2069؛ المعتبرة:"
        " \u2068{known}\u2069",
    ),
    (
        "No key of this kind is called {name}. There are: {known}",
        "Aucune clé de ce genre ne s'appelle {name}. Il y a : {known}",
        "لا مفتاح من هذا النوع باسم \u2068{name}\u2069. الموجود: \u2068{known}\u2069",
    ),
    (
        "{file}: this is nothing that keys sign. Name {content}, which kiosk publish writes, or"
        " {keys}, which kiosk keys rotate does",
        "{file} : ce n'est rien que des clés signent. Indiquez {content}, qu'écrit kiosk publish,"
        " ou {keys}, qu'écrit kiosk keys rotate",
        "\u2068{file}\u2069: ليس هذا مما توقعه المفاتيح. اذكر \u2068{content}\u2069 الذي يكتبه"
        " \u2068kiosk publish\u2069، أو"
        " \u2068{keys}\u2069 الذي يكتبه \u2068kiosk keys rotate\u2069",
    ),
    (
        "{file}: it does not follow on version {number}",
        "{file} : il ne fait pas suite à la version {number}. Demandez à votre collègue le fichier"
        " le plus récent",
        "\u2068{file}\u2069: لا يلي الإصدار {number}. اطلب من زميلك أحدث ملف",
    ),
    (
        "{needed} {kind} keys are to sign, and only {count} would count. Add keys, or lower the"
        " number",
        "{needed} clés {kind} doivent signer, et seulement {count} compteraient. Ajoutez des clés,"
        " ou baissez le nombre",
        "يجب أن توقع مفاتيح \u2068{kind}\u2069 عددها {needed}، ولن يُعتبر منها إلا {count}. أضف"
        " مفاتيح أو"
        " اخفض العدد",
    ),
    (
        "{folder}: there are no keys yet. Make them with `kiosk keys init`, or copy 1.root.json"
        " (and those after it) from a colleague's folder of keys",
        "{folder} : il n'y a pas encore de clés. Faites-les par `kiosk keys init`, ou copiez"
        " 1.root.json (et les suivants) du dossier de clés d'un collègue",
        "\u2068{folder}\u2069: لا مفاتيح بعد. أنشئها بـ \u2068kiosk keys init\u2069، أو انسخ"
        " \u20681.root.json\u2069 (وما بعده)"
        " من مجلد مفاتيح أحد الزملاء",
    ),
    (
        "{file}: this is no document of keys. Take it from a backup",
        "{file} : ce n'est pas un document de clés. Reprenez-le d'une sauvegarde",
        "\u2068{file}\u2069: ليس وثيقة مفاتيح. خذها من نسخة احتياطية",
    ),
    (
        "{file}: it is not signed by the master keys before it, so somebody changed it. Take it"
        " from a backup, and find out who did",
        "{file} : il n'est pas signé par les clés master qui le précèdent : quelqu'un l'a changé."
        " Reprenez-le d'une sauvegarde, et cherchez qui l'a fait",
        "\u2068{file}\u2069: غير موقع بمفاتيح \u2068master\u2069 التي قبله، فقد غيّره أحدهم. خذه من"
        " نسخة احتياطية،"
        " وابحث عمن فعل ذلك",
    ),
    (
        "{file}: it is damaged. Take it from a backup",
        "{file} : il est abîmé. Reprenez-le d'une sauvegarde",
        "\u2068{file}\u2069: الملف تالف. خذه من نسخة احتياطية",
    ),
    (
        "The document of keys ends on {day}; after it walls take nothing new. Let it go on: kiosk"
        " keys extend",
        "Le document des clés prend fin le {day} ; ensuite les écrans ne prennent plus rien de"
        " nouveau. Prolongez-le : kiosk keys extend",
        "تنتهي صلاحية وثيقة المفاتيح في \u2068{day}\u2069؛ وبعده لا تأخذ الشاشات أي جديد. مددها:"
        " \u2068kiosk keys"
        " extend\u2069",
    ),
)
