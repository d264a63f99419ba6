"""What is told of a command line that is wrong, in the languages of `kiosk.cli.tongue`.

What is typed stays as it is typed; in Arabic it stands in isolates.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.cli.tongue import Words, catalogue

_ENGLISH: Words = {
    # the words themselves
    "no_option": "There is no option {name}.",
    "no_command": "There is no command {name}.",
    "mean": "Did you mean {name}?",
    "or": " or ",
    "missing": "{name} is missing.",
    "known": "One of these: {known}.",
    "screens": "The screens are: {known}.",
    "no_value": "{name} takes no value after it.",
    "needs_value": "After {name} its value is missing.",
    "too_much": "{words}: that is too much. What belongs together stands in quotes, such as"
    ' "tomorrow 09:00".',
    "wrong": "{name}: {why}",
    "help": "Help: {command} --help",
    # what was given for an option
    "choice": "{value} is not possible here. Write one of these: {known}.",
    "whole": "{value} is no whole number from {least} to {most}.",
    "whole_from": "{value} is no whole number from {least} on.",
    "no_file": "There is no file {value}. Check the path.",
    "no_folder": "There is no folder {value}. Check the path.",
    "is_file": "{value} is a file. Name a folder.",
    "is_folder": "{value} is a folder. Name a file.",
    "not_read": "{value} cannot be read. Check who may read it.",
    "size": "{value} is no size. Write it like this: 500 MB, or 2 GB.",
    "moment": '{value} is not a moment. Write "2026-11-25 09:00", 2026-11-25, 09:00, "tomorrow'
    ' 09:00", now or +2h.',
    "before_from": "It lies before --from. Name a later moment.",
    "proxy": "--proxy {value} is no address of a proxy. It looks like this:"
    " http://proxy.town.example:3128",
    # where the site is, and the office
    "no_site": "Neither this folder nor one above it has a {file}. Change to the site's folder, or"
    " name it with --site PATH.",
    "three_things": "A wall needs to know three things: --from, --screen and --key. {name} is"
    " missing.",
    "no_address": "--from {value} is no web address. It begins with https://.",
    "published_inside": "The folder of the publication (-o) lies inside the site: {folder}. Name"
    " one outside of it.",
    "keys_inside": "The folder of the keys (--keys) lies inside the site: {folder}. Name one"
    " outside of it.",
    "keys_published": "The keys lie inside what is published: {folder}. Move them away.",
    "other_kind": "A file of --with is no {kind} key. Ask your colleague for the .pub file of one"
    " (kiosk keys new {kind}).",
    # a feed to try
    "no_source": "There is no file {value}, and no feed of the site is called so.",
    "no_service": "No service is called {value}. There are: {known}.",
    "no_language": "{value} is no language. Write its code, such as fr, ar or zgh.",
    "no_span": '{value} is no length of time. Write it like this: "10 days" or "36 h".',
    "not_possible": "{value} is not possible here: {why}.",
}
_FRENCH: Words = {
    "no_option": "L'option {name} n'existe pas.",
    "no_command": "La commande {name} n'existe pas.",
    "mean": "Vouliez-vous dire {name} ?",
    "or": " ou ",
    "missing": "Il manque {name}.",
    "known": "L'un de ceux-ci : {known}.",
    "screens": "Les écrans sont : {known}.",
    "no_value": "{name} ne prend pas de valeur.",
    "needs_value": "Il manque la valeur après {name}.",
    "too_much": "{words} : c'est en trop. Mettez entre guillemets ce qui va ensemble, par exemple"
    ' "demain 09:00".',
    "wrong": "{name} : {why}",
    "help": "Aide : {command} --help",
    "choice": "{value} n'est pas possible ici. Écrivez l'un de ceux-ci : {known}.",
    "whole": "{value} n'est pas un nombre entier de {least} à {most}.",
    "whole_from": "{value} n'est pas un nombre entier à partir de {least}.",
    "no_file": "Le fichier {value} n'existe pas. Vérifiez le chemin.",
    "no_folder": "Le dossier {value} n'existe pas. Vérifiez le chemin.",
    "is_file": "{value} est un fichier. Indiquez un dossier.",
    "is_folder": "{value} est un dossier. Indiquez un fichier.",
    "not_read": "{value} ne peut être lu. Vérifiez qui a le droit de le lire.",
    "size": "{value} n'est pas une taille. Écrivez par exemple 500 MB, ou 2 GB.",
    "moment": '{value} n\'est pas un moment. Écrivez "2026-11-25 09:00", 2026-11-25, 09:00,'
    ' "demain 09:00", maintenant ou +2h.',
    "before_from": "C'est avant --from. Indiquez un moment plus tardif.",
    "proxy": "--proxy {value} n'est pas l'adresse d'un mandataire. Elle a cette forme :"
    " http://proxy.town.example:3128",
    "no_site": "Ni ce dossier ni aucun au-dessus n'a de {file}. Placez-vous dans le dossier du"
    " site, ou indiquez-le par --site CHEMIN.",
    "three_things": "Un écran doit savoir trois choses : --from, --screen et --key. Il manque"
    " {name}.",
    "no_address": "--from {value} n'est pas une adresse web. Elle commence par https://.",
    "published_inside": "Le dossier de la publication (-o) est dans le site : {folder}. Indiquez-en"
    " un en dehors.",
    "keys_inside": "Le dossier des clés (--keys) est dans le site : {folder}. Indiquez-en un en"
    " dehors.",
    "keys_published": "Les clés sont dans ce qui est publié : {folder}. Mettez-les ailleurs.",
    "other_kind": "Un fichier de --with n'est pas une clé {kind}. Demandez à votre collègue le"
    " fichier .pub d'une telle clé (kiosk keys new {kind}).",
    "no_source": "Il n'y a pas de fichier {value}, et aucun flux du site ne s'appelle ainsi.",
    "no_service": "Aucun service ne s'appelle {value}. Il y a : {known}.",
    "no_language": "{value} n'est pas une langue. Écrivez son code, par exemple fr, ar ou zgh.",
    "no_span": '{value} n\'est pas une durée. Écrivez par exemple "10 days" ou "36 h".',
    "not_possible": "{value} n'est pas possible ici : {why}.",
}
_ARABIC: Words = {
    "no_option": "لا يوجد خيار باسم \u2068{name}\u2069.",
    "no_command": "لا يوجد أمر باسم \u2068{name}\u2069.",
    "mean": "هل تقصد \u2068{name}\u2069؟",
    "or": " أو ",
    "missing": "ينقص \u2068{name}\u2069.",
    "known": "واحد مما يلي: \u2068{known}\u2069.",
    "screens": "الشاشات هي: \u2068{known}\u2069.",
    "no_value": "لا يأخذ \u2068{name}\u2069 قيمة بعده.",
    "needs_value": "تنقص القيمة بعد \u2068{name}\u2069.",
    "too_much": "\u2068{words}\u2069 زائد. ضع ما يجتمع معا بين علامتي اقتباس، مثل"
    ' \u2068"tomorrow 09:00"\u2069.',
    "wrong": "\u2068{name}\u2069: {why}",
    "help": "المساعدة: \u2068{command} --help\u2069",
    "choice": "لا يمكن هنا \u2068{value}\u2069. اكتب واحدا مما يلي: \u2068{known}\u2069.",
    "whole": "\u2068{value}\u2069 ليس عددا صحيحا من {least} إلى {most}.",
    "whole_from": "\u2068{value}\u2069 ليس عددا صحيحا ابتداء من {least}.",
    "no_file": "الملف \u2068{value}\u2069 غير موجود. تحقق من المسار.",
    "no_folder": "المجلد \u2068{value}\u2069 غير موجود. تحقق من المسار.",
    "is_file": "\u2068{value}\u2069 ملف. اذكر مجلدا.",
    "is_folder": "\u2068{value}\u2069 مجلد. اذكر ملفا.",
    "not_read": "لا يمكن قراءة \u2068{value}\u2069. تحقق ممن يحق له أن يقرأه.",
    "size": "\u2068{value}\u2069 ليس حجما. اكتبه هكذا: \u2068500 MB\u2069 أو \u20682 GB\u2069.",
    "moment": '\u2068{value}\u2069 ليس وقتا. اكتب \u2068"2026-11-25 09:00"\u2069 أو'
    ' \u20682026-11-25\u2069 أو \u206809:00\u2069 أو "غدا 09:00" أو "الآن" أو \u2068+2h\u2069.',
    "before_from": "هو قبل \u2068--from\u2069. اذكر وقتا بعده.",
    "proxy": "\u2068--proxy {value}\u2069 ليس عنوان وكيل. شكله هكذا:"
    " \u2068http://proxy.town.example:3128\u2069",
    "no_site": "لا يوجد \u2068{file}\u2069 في هذا المجلد ولا في ما فوقه. انتقل إلى مجلد الموقع، أو"
    " اذكره"
    " بـ \u2068--site PATH\u2069.",
    "three_things": "على الشاشة أن تعرف ثلاثة أشياء: \u2068--from\u2069 و\u2068--screen\u2069"
    " و\u2068--key\u2069. ينقص"
    " \u2068{name}\u2069.",
    "no_address": "\u2068--from {value}\u2069 ليس عنوانا على الشبكة. يبدأ العنوان بـ"
    " \u2068https://\u2069.",
    "published_inside": "مجلد النشرة (\u2068-o\u2069) داخل الموقع: \u2068{folder}\u2069. اذكر"
    " مجلدا خارجه.",
    "keys_inside": "مجلد المفاتيح (\u2068--keys\u2069) داخل الموقع: \u2068{folder}\u2069. اذكر"
    " مجلدا خارجه.",
    "keys_published": "المفاتيح داخل ما يُنشر: \u2068{folder}\u2069. انقلها إلى مكان آخر.",
    "other_kind": "أحد ملفات \u2068--with\u2069 ليس مفتاح \u2068{kind}\u2069. اطلب من زميلك ملف"
    " \u2068.pub\u2069 لمفتاح كهذا"
    " (\u2068kiosk keys new {kind}\u2069).",
    "no_source": "لا يوجد ملف \u2068{value}\u2069، ولا مصدر بهذا الاسم في الموقع.",
    "no_service": "لا مصلحة باسم \u2068{value}\u2069. الموجود: \u2068{known}\u2069.",
    "no_language": "\u2068{value}\u2069 ليست لغة. اكتب رمزها، مثل \u2068fr\u2069 أو \u2068ar\u2069"
    " أو \u2068zgh\u2069.",
    "no_span": '\u2068{value}\u2069 ليست مدة. اكتبها هكذا: \u2068"10 days"\u2069 أو \u2068"36'
    ' h"\u2069.',
    "not_possible": "لا يمكن هنا \u2068{value}\u2069: \u2068{why}\u2069.",
}
words_in = catalogue(_ENGLISH, _FRENCH, _ARABIC)


def did_you_mean(word: str, known: Iterable[str], language: str) -> str:
    """` Did you mean x?` with a blank before it, or nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1)
    return f" {words_in(language)['mean'].format(name=close[0])}" if close else ""
