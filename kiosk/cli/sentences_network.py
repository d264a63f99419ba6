"""What `kiosk.sync` says of the network, in English, French and Arabic."""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str, str], ...] = (
    # the network: what a server answers
    (
        "the server answers {answer}; it wants to know who asks: the feed must be public",
        "le serveur répond {answer} ; il veut savoir qui demande : le flux doit être public",
        "يجيب الخادم \u2068{answer}\u2069؛ يريد أن يعرف من يسأل: يجب أن يكون المصدر عموميا",
    ),
    (
        "the server answers {answer}; the proxy wants to know who asks: give --proxy with name and"
        " password",
        "le serveur répond {answer} ; le mandataire veut savoir qui demande : donnez --proxy avec"
        " nom et mot de passe",
        "يجيب الخادم \u2068{answer}\u2069؛ يريد الوكيل أن يعرف من يسأل: أعط \u2068--proxy\u2069 مع"
        " الاسم وكلمة المرور",
    ),
    (
        "the server answers {answer}; it is gone for good and is not asked again until its address"
        " changes",
        "le serveur répond {answer} ; il a disparu pour de bon et n'est plus demandé tant que son"
        " adresse ne change pas",
        "يجيب الخادم \u2068{answer}\u2069؛ زال نهائيا ولا يُسأل من جديد ما لم يتغير عنوانه",
    ),
    (
        "the server answers {answer}; check the address",
        "le serveur répond {answer} ; vérifiez l'adresse",
        "يجيب الخادم \u2068{answer}\u2069؛ تحقق من العنوان",
    ),
    (
        "the server answers {answer}; it is tried again later",
        "le serveur répond {answer} ; un nouvel essai viendra plus tard",
        "يجيب الخادم \u2068{answer}\u2069؛ يُعاد السؤال لاحقا",
    ),
    (
        "the server answers that nothing is new (304), though nothing came from it before; look at"
        " the caches and proxies between",
        "le serveur répond que rien n'est nouveau (304), alors que rien n'en était venu ; regardez"
        " les caches et mandataires entre les deux",
        "يجيب الخادم بألا جديد (304) مع أن شيئا لم يأت منه قبل؛ انظر إلى المخازن والوكلاء في"
        " الطريق",
    ),
    (
        "the server answers {answer}",
        "le serveur répond {answer}",
        "يجيب الخادم \u2068{answer}\u2069",
    ),
    (
        "it comes packed as {packing}, which was not asked for; the server is to send it as it is,"
        " or as gzip",
        "il arrive comprimé en {packing}, ce qui n'était pas demandé ; le serveur doit l'envoyer"
        " tel quel, ou en gzip",
        "يصل مضغوطا بـ \u2068{packing}\u2069 ولم يُطلب ذلك؛ على الخادم أن يرسله كما هو أو بـ"
        " \u2068gzip\u2069",
    ),
    (
        "the answer is empty",
        "la réponse est vide ; demandez à qui publie le flux",
        "الجواب فارغ؛ اسأل من ينشر المصدر",
    ),
    (
        "a web page came instead of the {what}; open its address in a browser on this network: it"
        " may be wrong, or the network wants a login first",
        "une page web est venue à la place ; ouvrez son adresse dans un navigateur sur ce réseau :"
        " elle peut être fausse, ou le réseau demande d'abord de s'identifier",
        "جاءت صفحة ويب بدلا منه؛ افتح عنوانه في متصفح على هذه الشبكة: قد يكون خاطئا، أو تطلب الشبكة"
        " تسجيل الدخول أولا",
    ),
    (
        "it announces {size} bytes; {most} are the most",
        "il annonce {size} octets ; {most} sont le maximum",
        "يعلن عن {size} بايت؛ والحد الأقصى {most}",
    ),
    (
        "it is larger than {most} bytes",
        "il dépasse {most} octets",
        "حجمه يفوق {most} بايت",
    ),
    (
        "the file is larger than {most} bytes",
        "le fichier dépasse {most} octets",
        "حجم الملف يفوق {most} بايت",
    ),
    (
        "it redirects more than {count} times",
        "il renvoie ailleurs plus de {count} fois ; vérifiez l'adresse",
        "يحيل إلى عنوان آخر أكثر من {count} مرات؛ تحقق من العنوان",
    ),
    # the network: the connection
    (
        "it broke off before its end; it is tried again later",
        "le transfert s'est interrompu avant la fin ; un nouvel essai viendra plus tard",
        "انقطع قبل نهايته؛ يُعاد لاحقا",
    ),
    (
        "it broke off before the length that its feed states",
        "le transfert s'est interrompu avant la taille que dit son flux",
        "انقطع قبل الحجم الذي يذكره مصدره",
    ),
    (
        "it was not complete after {seconds} s",
        "il n'était pas complet après {seconds} s",
        "لم يكتمل بعد {seconds} ثانية",
    ),
    (
        "it comes too slowly: {count} bytes in {seconds} s",
        "il arrive trop lentement : {count} octets en {seconds} s",
        "يصل ببطء شديد: {count} بايت في {seconds} ثانية",
    ),
    (
        "it was given up, for sync is being stopped",
        "abandonné, car la synchronisation s'arrête",
        "تُرك لأن المزامنة تتوقف",
    ),
    (
        "there was no time left for it; it comes with the next round",
        "le temps manquait ; il viendra au prochain tour",
        "لم يبق له وقت؛ يأتي في الدورة القادمة",
    ),
    (
        "its server says that it is gone for good (410)",
        "son serveur dit qu'il a disparu pour de bon (410)",
        "يقول خادمه إنه زال نهائيا (410)",
    ),
    (
        "it is not here any more; it is fetched anew",
        "il n'est plus ici ; il est récupéré de nouveau",
        "لم يعد هنا؛ يُجلب من جديد",
    ),
    (
        "its name is not known; check the address and the network",
        "ce nom de serveur est inconnu ; vérifiez l'adresse et le réseau",
        "اسم الخادم غير معروف؛ تحقق من العنوان ومن الشبكة",
    ),
    (
        "the connection was refused; is the server up?",
        "la connexion a été refusée ; le serveur tourne-t-il ?",
        "رُفض الاتصال؛ هل يعمل الخادم؟",
    ),
    (
        "no connection within {seconds} s; is the network up?",
        "pas de connexion en {seconds} s ; le réseau marche-t-il ?",
        "لا اتصال خلال {seconds} ثانية؛ هل تعمل الشبكة؟",
    ),
    (
        "nothing came for {seconds} s; is the server well?",
        "rien n'est venu pendant {seconds} s ; le serveur va-t-il bien ?",
        "لم يأت شيء مدة {seconds} ثانية؛ هل الخادم بخير؟",
    ),
    (
        "the server hung up; is the address right, https:// or http:// too?",
        "le serveur a raccroché ; l'adresse est-elle juste, https:// ou http:// aussi ?",
        "أغلق الخادم الاتصال؛ هل العنوان صحيح، ومعه \u2068https://\u2069 أو \u2068http://\u2069؟",
    ),
    (
        "the server's answer makes no sense ({detail}); tell who runs it",
        "la réponse du serveur n'a pas de sens ({detail}) ; dites-le à qui s'en occupe",
        "جواب الخادم لا معنى له (\u2068{detail}\u2069)؛ أخبر من يديره",
    ),
    (
        "the connection failed ({detail})",
        "la connexion a échoué ({detail})",
        "فشل الاتصال (\u2068{detail}\u2069)",
    ),
    (
        "its certificate is not accepted ({detail}); check the clock too, and --ca where the town"
        " has an authority of its own",
        "son certificat n'est pas accepté ({detail}) ; vérifiez aussi l'heure, et --ca si la"
        " commune a sa propre autorité",
        "شهادته غير مقبولة (\u2068{detail}\u2069)؛ تحقق من الساعة أيضا، ومن \u2068--ca\u2069 إن"
        " كانت للجماعة سلطة"
        " شهادات خاصة بها",
    ),
    (
        "these certificates cannot be read ({detail}); give a PEM file",
        "ces certificats sont illisibles ({detail}) ; donnez un fichier PEM",
        "لا يمكن قراءة هذه الشهادات (\u2068{detail}\u2069)؛ أعط ملف \u2068PEM\u2069",
    ),
    (
        "the proxy cannot be reached; check --proxy (KIOSK_PROXY, HTTPS_PROXY), and that it is up",
        "le mandataire est injoignable ; vérifiez --proxy (KIOSK_PROXY, HTTPS_PROXY), et qu'il"
        " tourne",
        "لا يمكن الوصول إلى الوكيل؛ تحقق من \u2068--proxy (KIOSK_PROXY, HTTPS_PROXY)\u2069 ومن أنه"
        " يعمل",
    ),
    (
        "the proxy wants to know who asks; give --proxy (KIOSK_PROXY) with name and password, as"
        " http://NAME:PASSWORD@PROXY:PORT",
        "le mandataire veut savoir qui demande ; donnez --proxy (KIOSK_PROXY) avec nom et mot de"
        " passe, sous la forme http://NOM:MOTDEPASSE@MANDATAIRE:PORT",
        "يريد الوكيل أن يعرف من يسأل؛ أعط \u2068--proxy (KIOSK_PROXY)\u2069 مع الاسم وكلمة المرور،"
        " هكذا:"
        " \u2068http://NAME:PASSWORD@PROXY:PORT\u2069",
    ),
    (
        "the proxy does not let it through ({detail}); ask who runs it",
        "le mandataire ne laisse pas passer ({detail}) ; demandez à qui s'en occupe",
        "لا يسمح الوكيل بالمرور (\u2068{detail}\u2069)؛ اسأل من يديره",
    ),
    (
        "the proxy is no web address; check --proxy (KIOSK_PROXY, HTTPS_PROXY)",
        "le mandataire n'est pas une adresse web ; vérifiez --proxy (KIOSK_PROXY, HTTPS_PROXY)",
        "الوكيل ليس عنوانا على الشبكة؛ تحقق من \u2068--proxy (KIOSK_PROXY, HTTPS_PROXY)\u2069",
    ),
    # addresses
    ("it is no web address", "ce n'est pas une adresse web", "ليس عنوانا على الشبكة"),
    (
        "{address} is no web address",
        "{address} n'est pas une adresse web",
        "\u2068{address}\u2069 ليس عنوانا على الشبكة",
    ),
    (
        "{address} is neither http:// nor https://",
        "{address} ne commence ni par http:// ni par https://",
        "\u2068{address}\u2069 لا يبدأ بـ \u2068http://\u2069 ولا بـ \u2068https://\u2069",
    ),
    (
        "it leads into a private network ({host}); only an address that stands in the site's own"
        " files may lie there",
        "il mène dans un réseau privé ({host}) ; seule une adresse écrite dans les fichiers du site"
        " peut s'y trouver",
        "يؤدي إلى شبكة خاصة (\u2068{host}\u2069)؛ ولا يجوز أن يكون فيها إلا عنوان مكتوب في ملفات"
        " الموقع",
    ),
    (
        "it is neither a web address nor the path of a file in the site",
        "ce n'est ni une adresse web ni le chemin d'un fichier du site",
        "ليس عنوانا على الشبكة ولا مسار ملف في الموقع",
    ),
    (
        "the path leads out of the site folder",
        "le chemin sort du dossier du site",
        "يخرج المسار من مجلد الموقع",
    ),
    (
        "there is no such file in the site; check the path",
        "ce fichier n'est pas dans le site ; vérifiez le chemin",
        "لا يوجد هذا الملف في الموقع؛ تحقق من المسار",
    ),
    (
        "the file cannot be opened ({why})",
        "le fichier ne peut être ouvert ({why})",
        "لا يمكن فتح الملف (\u2068{why}\u2069)",
    ),
    (
        "the file cannot be read ({why})",
        "le fichier ne peut être lu ({why})",
        "لا يمكن قراءة الملف (\u2068{why}\u2069)",
    ),
)
