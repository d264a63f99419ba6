"""Toutes les fautes en français : ce qui ne va pas. Ce qu'il faut faire."""

from __future__ import annotations

from collections.abc import Mapping

DID_YOU_MEAN = "Vouliez-vous dire « {suggestion} » ?"
WARNING = "Avertissement : {sentence}"
LANGUAGES = {"ar": "arabe", "fr": "français", "zgh": "tamazight", "en": "anglais",
             "es": "espagnol"}  # fmt: skip

SENTENCES: Mapping[str, str] = {
    # YAML
    "yaml-tab": "Il y a ici une tabulation, que YAML n’admet pas. Décalez avec des espaces.",
    "yaml-blank": "Cette ligne est décalée avec une espace insécable, comme en écrivent les pages"
    " web et les traitements de texte. Effacez ce qui précède sa première lettre, et tapez des"
    " espaces ordinaires.",
    "yaml-quote-open": "Le guillemet ouvert ici n’est jamais fermé."
    " Ajoutez celui qui ferme ; entre apostrophes, doublez l’apostrophe : 'l''eau'.",
    "yaml-quote-early": "Les guillemets se ferment trop tôt, avant la fin du texte."
    ' Mettez le texte entre guillemets doubles : "L\'eau".',
    "yaml-escape": "Entre guillemets doubles, la barre oblique inverse a un sens particulier."
    " Mettez le texte entre apostrophes : 'texte'.",
    "yaml-colon": "Il y a un deux-points là où il n’en faut pas."
    ' Mettez entre guillemets un texte qui en contient ("Eau : coupure"),'
    " et vérifiez que la ligne est décalée comme ses voisines.",
    "yaml-start": "Un texte ne peut pas commencer par « {value} »."
    ' Mettez-le entre guillemets : "…".',
    "yaml-bracket": "Le crochet ou l’accolade ouvert ici n’est pas bien fermé."
    " Séparez les éléments par des virgules et fermez par ] ou }}.",
    "yaml-alias": "L’astérisque a un sens particulier en YAML, et « {value} » est inconnu."
    ' Mettez le texte entre guillemets : "…".',
    "yaml-two-documents": "Un second document commence ici par ---. N’en gardez qu’un par fichier.",
    "yaml-no-colon": "Il manque un deux-points sur cette ligne. Écrivez clé: valeur.",
    "yaml-indent": "Le décalage ne convient pas."
    " Décalez cette ligne d’exactement autant d’espaces que ses voisines.",
    "yaml-too-deep": "Trop de choses sont imbriquées dans ce fichier. Vérifiez ses crochets.",
    "yaml-too-much": "Ce fichier représente plus de {most} valeurs."
    " Supprimez les répétitions (& et *).",
    "yaml-loop": "Cette valeur se contient elle-même. Écrivez-la en entier, sans *.",
    "yaml-tag": "« {value} » est une étiquette YAML ; aucune n’est lue ici."
    " Supprimez-la, ou mettez le texte entre guillemets.",
    "yaml-key": "Une liste ne peut pas servir de clé. Écrivez un mot avant le deux-points.",
    "yaml-character": "Il y a ici un caractère invisible ({value}) que YAML n’admet pas."
    " Effacez-le, ou retapez la ligne.",
    "yaml-syntax": "Ceci ne se lit pas comme du YAML."
    " Vérifiez le décalage, les deux-points et les guillemets de cette ligne et de la"
    " précédente.",
    "duplicate-key": "« {name} » est déjà donné à la ligne {line}. N’en gardez qu’un.",
    # fichiers
    "folder-missing": "Ce dossier n’existe pas."
    " Vérifiez le chemin après --site ; un dossier de site contient screens.yaml.",
    "folder-unreadable": "Le dossier ne peut pas être lu ({reason})."
    " Donnez-en le droit à l’utilisateur du kiosque : chmod a+rx.",
    "file-missing": "Le fichier manque."
    " Créez-le, ou indiquez avec --site le dossier qui le contient.",
    "link-broken": "C’est un lien vers un fichier qui n’est pas là."
    " Mettez ici le fichier lui-même, ou supprimez le lien.",
    "file-unreadable": "Le fichier ne peut pas être lu ({reason})."
    " Donnez-en le droit à l’utilisateur du kiosque : chmod a+r.",
    "file-too-large": "Le fichier dépasse {most}. Partagez-le ; un film n’y a pas sa place.",
    "file-empty": "Le fichier est vide. Remplissez-le, ou supprimez-le.",
    "file-not-a-map": "Le fichier doit être fait de lignes de la forme clé: valeur."
    " Vérifiez ses premières lignes.",
    "not-utf8": "Le fichier n’est pas en UTF-8."
    " Enregistrez-le à nouveau en choisissant l’encodage « UTF-8 » dans votre éditeur.",
    "wrong-suffix": "Le fichier n’est pas lu, car son nom ne finit pas par {suffix}."
    " Renommez-le en « {name} ».",
    "folder-as-file": "C’est un dossier qui porte un nom de fichier : rien n’en est lu."
    " Mettez ici le fichier voulu, ou donnez au dossier un nom sans {suffix}.",
    # forme
    "missing-key": "Il manque « {name} ». Ajoutez une ligne {name}: …",
    "missing-kind": "On ne sait pas quoi montrer. Ajoutez kind: suivi de l’un de ces mots :"
    " {known}.",
    "unknown-key": "« {name} » n’est pas connu ici. Sont possibles : {known}.",
    "empty-value": "Il n’y a rien après « {name} ». Complétez, ou supprimez la ligne.",
    "empty-colour": "Il n’y a rien après « {name} ». Mettez la couleur entre guillemets, par"
    ' exemple "#0b5394" : sans eux, # commence une remarque.',
    "empty-list": "« {name} » est vide. Donnez au moins un élément.",
    "empty-entry": "Cet élément de « {name} » est vide. Complétez-le, ou supprimez le tiret.",
    "entry-not-a-map": "Un élément de « {name} » est fait de lignes de la forme clé: valeur."
    " Écrivez-les après le tiret, alignées.",
    "not-a-map": "« {name} » attend en dessous des lignes de la forme clé: valeur. Décalez-les.",
    "not-a-list": "« {name} » est une liste. Mettez des crochets : {name}: {example}",
    "not-one-value": "« {name} » attend une seule valeur, pas une liste ni plusieurs lignes."
    " N’en donnez qu’une.",
    "not-text": "« {name} » est un texte : un pour toutes les langues, ou un par langue :"
    " {name}: {{ar: …, fr: …}}",
    "not-one-of": "« {value} » n’est pas possible pour « {name} ». Sont possibles : {known}.",
    "not-whole-number": "« {value} » n’est pas un nombre entier."
    " Écrivez « {name} » en chiffres, par exemple 3.",
    "bad-value": "« {value} » ne convient pas pour « {name} »."
    " Voyez le guide, docs/playlists.fr.md.",
    "curly-quotes": "Les guillemets de « {name} » sont ceux d’un traitement de texte."
    ' Tapez des guillemets droits : "{plain}"',
    "bad-duration": "« {value} » n’est pas une durée."
    " Écrivez un nombre et une unité, par exemple 20 s, 5 min, 2 h ou 14 jours.",
    "bad-distance": "« {value} » n’est pas une distance. Écrivez par exemple 4 m ou 350 cm.",
    "bad-size": "« {value} » n’est pas une taille d’écran."
    " Écrivez par exemple 43 in (pouces) ou 109 cm.",
    "no-unit-duration": "« {value} » n’a pas d’unité. Écrivez par exemple {value} s,"
    " {value} min ou {value} jours.",
    "no-unit-distance": "« {value} » n’a pas d’unité. Écrivez {value} m, pour des mètres.",
    "no-unit-size": "« {value} » n’a pas d’unité. Écrivez {value} in, pour des pouces.",
    "bad-days": "« {value} » ne sont pas des jours de la semaine."
    " Écrivez par exemple lun-ven, ou lun, mer, sam.",
    "bad-hours": "« {value} » ne sont pas des heures."
    ' Écrivez par exemple "08:30-16:30", de 00:00 à 24:00.',
    "bad-date": "« {value} » n’est pas une date qui existe."
    " Écrivez par exemple 2026-06-01, ou 2026-06-01 08:30.",
    "bad-yes-no": "« {value} » n’est ni oui ni non. Écrivez yes (oui) ou no (non).",
    "bad-language": "« {value} » n’est pas un code de langue."
    " Écrivez ar, fr, zgh, en ou semblable.",
    "bad-id": "« {value} » ne peut pas être un nom court."
    " N’employez que a-z, 0-9, - et _, en commençant par une lettre ou un chiffre.",
    "bad-colour": "« {value} » n’est pas une couleur."
    ' Écrivez # et six chiffres entre guillemets, par exemple "#0b5394".',
    "too-low": "« {value} » est trop peu pour « {name} ». Donnez au moins {limit}.",
    "too-high": "« {value} » est trop pour « {name} ». Donnez au plus {limit}.",
    "language-twice": "La langue « {language} » est donnée deux fois. N’en gardez qu’une.",
    # noms
    "unknown-service": "Il n’y a pas de service « {value} ». Sont connus : {known}."
    " Corrigez, ou ajoutez-le sous services dans screens.yaml.",
    "unknown-area": "Il n’y a pas de quartier « {value} ». Sont connus : {known}."
    " Corrigez, ou ajoutez-le sous areas dans screens.yaml.",
    "unknown-feed": "Il n’y a pas de flux « {value} ». Sont connus : {known}."
    " Corrigez, ou ajoutez-le sous feeds dans screens.yaml.",
    "unknown-playlist": "Il n’y a pas de playlist « {value} ». Sont connues : {known}."
    " Corrigez, ou créez le fichier playlists/{name}.yaml.",
    "unknown-icon": "Il n’y a pas d’icône « {value} ». Choisissez parmi {known},"
    " ou donnez le chemin d’un fichier SVG.",
    "unknown-time-zone": "Il n’y a pas de fuseau horaire « {value} »."
    " Écrivez par exemple Africa/Casablanca.",
    "duplicate-id": "Le nom « {value} » est déjà pris à la ligne {line}. Choisissez-en un autre.",
    "duplicate-notice": "« {name} » porte le même nom. Renommez l’un des deux fichiers.",
    "feed-name-reserved": "« content » désigne ce qui est écrit dans le site."
    " Donnez un autre nom au flux.",
    "feed-scheme": "« {value} » ne peut pas être consulté."
    " Donnez une adresse qui commence par https://, ou le chemin d’un fichier du site.",
    "playlist-unused": "Aucun écran ne montre cette playlist."
    " Nommez-la sous screens dans screens.yaml (playlist: {name}), ou supprimez le fichier.",
    # adresses
    "url-field": "{value} ne veut rien dire dans cette adresse. Sont possibles : {known}.",
    "url-braces": "Il manque une accolade dans cette adresse."
    " Écrivez les champs comme {{service}}.",
    "url-scheme": "L’adresse « {value} » ne commence pas par https://. Ajoutez-le devant.",
    "link-bad": "« {value} » n’est pas une adresse complète."
    " Copiez-la depuis le navigateur, sans espaces.",
    "link-no-scheme": "Le lien « {value} » ne commence pas par https://."
    " Copiez l’adresse entière depuis le navigateur.",
    "qr-without-link": "Le code QR doit porter un lien, mais il n’y en a pas."
    " Ajoutez link: https://…, ou choisissez qr: complaint.",
    # images, vidéos, sous-titres
    "path-outside": "« {file} » mène hors du dossier du site."
    " Copiez le fichier dans content/ et donnez son chemin à partir du dossier du site.",
    "file-is-address": "« {file} » est une adresse, or l’écran ne montre que des fichiers du"
    " site. Téléchargez le fichier dans content/ et nommez-le ici.",
    "file-backslash": "« {file} » contient des barres inverses."
    " Écrivez les chemins avec / comme sur le web.",
    "media-missing": "Le fichier « {file} » n’existe pas."
    " Les chemins partent du dossier du site ; majuscules et minuscules comptent.",
    "media-forbidden": "Le fichier « {file} » ne peut pas être lu, faute de droits."
    " Donnez-les à l’utilisateur du kiosque : chmod a+r.",
    "not-image": "« {file} » n’est pas une image affichable."
    " Exportez-la dans l’un de ces formats : {known}.",
    "not-video": "« {file} » n’est pas une vidéo lisible."
    " Exportez-la dans l’un de ces formats : {known}.",
    "not-captions": "« {file} » n’est pas un fichier de sous-titres."
    " Exportez les sous-titres en vtt ou srt.",
    "not-icon": "« {file} » n’est pas un fichier SVG. Enregistrez l’icône en SVG.",
    "image-unreadable": "L’image « {file} » ne s’ouvre pas."
    " Ouvrez-la sur votre poste ; si elle s’y ouvre, exportez-la à nouveau en PNG ou JPEG.",
    "image-large": "L’image « {file} » a {size} pixels, plus qu’un écran ne peut en ouvrir."
    " Exportez-la en {wanted} environ.",
    "image-small": "L’image « {file} » n’a que {size} pixels et paraîtra floue."
    " Exportez-la en {wanted} ou plus.",
    "video-unreadable": "La vidéo « {file} » ne peut pas être lue."
    " Exportez-la à nouveau en MP4 (H.264).",
    "video-no-picture": "« {file} » a du son mais pas d’image."
    " Exportez-la à nouveau avec son image.",
    "captions-no-header": "Un fichier WebVTT commence par la ligne WEBVTT."
    " Ajoutez-la, suivie d’une ligne vide.",
    "captions-timing": "« {value} » n’est pas une ligne de temps. Écrivez par exemple {example}.",
    "captions-order": "Le sous-titre finit ({end}) avant de commencer ({start})."
    " Échangez les temps.",
    "captions-unreadable": "Ce n’est pas un fichier de sous-titres."
    " Exportez-les à nouveau en vtt ou srt.",
    "captions-empty": "Il n’y a aucun sous-titre dans ce fichier."
    " Exportez-les à nouveau, ou ne nommez plus le fichier.",
    "captions-inside": "Les sous-titres contenus dans « {file} » ({value}) ne peuvent pas être"
    " affichés. Enregistrez-les en .vtt ou .srt à côté de la vidéo, et nommez ce fichier sous"
    " captions:.",
    "captions-foreign": "Les sous-titres contenus dans « {file} » sont marqués {value} ; le site"
    " n’a que {known}. Enregistrez-les en .vtt ou .srt, et nommez ce fichier sous captions:"
    " avec sa langue.",
    "capsule-unnamed": "Aucun fichier ne nomme cette vidéo ; elle ne se montre donc pas."
    " Écrivez {name} à côté, avec title: et video:, ou supprimez la vidéo.",
    "captions-without-video": "Il y a des sous-titres, mais pas de vidéo. Ajoutez sign_video: …",
    # couleur
    "low-contrast": "Un texte blanc sur « {value} » se lit mal : le contraste est de"
    " {contrast} : 1, il en faut 7 : 1 au moins."
    ' Prenez une couleur plus foncée, par exemple "{darker}".',
    # quand
    "until-before-from": "Ceci ne se montre jamais : la fin ({end}) précède le début ({start})."
    " Corrigez l’un des deux.",
    "ends-before-starts": "La fin ({end}) précède le début ({start}). Corrigez l’un des deux.",
    "period-over": "Ceci ne se montre plus : la période a pris fin le {end}."
    " Donnez une date ultérieure, ou supprimez.",
    "repeat-not-rule": "« {value} » n’est pas une règle de répétition."
    " Écrivez par exemple FREQ=WEEKLY;BYDAY=MO,TH.",
    "repeat-unknown-part": "« {name} » n’existe pas dans une règle de répétition."
    " Sont possibles : {known}.",
    "repeat-bad-part": "« {value} » n’est pas possible pour {name} dans une règle de répétition."
    " Écrivez par exemple FREQ=MONTHLY;BYDAY=1MO.",
    "repeat-part-twice": "{name} figure deux fois dans la règle de répétition. N’en gardez qu’un.",
    "repeat-no-freq": "La règle de répétition ne dit pas à quelle fréquence."
    " Commencez par FREQ=DAILY (jour), WEEKLY (semaine), MONTHLY (mois) ou YEARLY (an).",
    "repeat-too-often": "{value} est trop fréquent : une règle de répétition désigne des jours."
    " Écrivez FREQ=DAILY, et donnez les heures avec hours:.",
    "repeat-clock": "Une règle de répétition désigne des jours, pas des heures ({name})."
    ' Donnez les heures avec hours: "08:30-16:30".',
    "repeat-two-ends": "COUNT et UNTIL s’excluent. N’en gardez qu’un.",
    "repeat-setpos": "BYSETPOS choisit parmi des jours, mais aucun n’est nommé."
    " Ajoutez par exemple BYDAY=MO,TU,WE,TH,FR.",
    "repeat-never": "Ceci ne se montre jamais : la règle de répétition ne désigne aucun jour de"
    " la période. Corrigez repeat, from ou until.",
    "repeat-over": "Ceci ne se montre plus : la règle de répétition a pris fin."
    " Donnez un UNTIL plus tardif ou un COUNT plus grand, ou supprimez.",
    "days-never": "Ceci ne se montre jamais : la règle de répétition, les jours et les heures ne"
    " coïncident jamais. Corrigez l’un d’eux.",
    # textes
    "text-missing": "« {name} » n’est pas écrit en {languages},"
    " mais l’écran « {screen} » a cette langue. Ajoutez-le.",
    "text-character": "Il y a ici des caractères que personne ne peut lire ({value}), et que"
    " l’écran laisse de côté. Effacez-les, ou retapez le texte.",
    "text-long": "Ce texte reste {minutes} min à l’écran, et un visiteur une demi-minute."
    " Dites-le en quarante mots environ, et donnez le reste par un lien (link:).",
    "title-empty": "Le titre est vide. Écrivez-en un.",
    "notice-text-missing": "L’avis n’est pas écrit en {languages},"
    " mais l’écran « {screen} » a cette langue."
    " Ajoutez une partie qui commence par exemple par # {first}: Titre.",
    "notice-nowhere": "Aucun écran ne montre cet avis, d’après son service et ses quartiers."
    " Corrigez-les, ou ceux des écrans dans screens.yaml.",
    "front-matter-open": "Il manque la ligne --- qui termine la partie du haut."
    " Mettez-la au-dessus du texte.",
    "notice-no-title": "Le texte n’a pas de titre. Commencez-le par une ligne comme # fr: Titre.",
    "notice-text-before-title": "Il y a du texte au-dessus de ce premier titre ; il n’est pas"
    " montré. Déplacez-le en dessous.",
    "notice-title-empty": "Il n’y a rien après le #. Écrivez le titre sur la même ligne.",
    "notice-language-twice": "Il y a déjà un texte dans la langue « {language} »."
    " Commencez celui-ci par une autre langue, par exemple # ar: Titre.",
    "notice-html": "Le HTML est laissé de côté. Écrivez le texte sans <…>.",
}
