"""Every fault in English: what is wrong. What to do."""

from __future__ import annotations

from collections.abc import Mapping

DID_YOU_MEAN = "Did you mean “{suggestion}”?"
WARNING = "Warning: {sentence}"
LANGUAGES = {"ar": "Arabic", "fr": "French", "zgh": "Tamazight", "en": "English",
             "es": "Spanish"}  # fmt: skip

SENTENCES: Mapping[str, str] = {
    # YAML
    "yaml-tab": "There is a tab here, which YAML does not allow. Indent with spaces.",
    "yaml-blank": "This line is indented with a space that is none: a no-break space, as web pages"
    " and word processors write it. Delete what stands before its first letter, and type spaces.",
    "yaml-quote-open": "The quotation mark that opens here is never closed."
    " Add the closing one; write '' for an apostrophe within single quotes.",
    "yaml-quote-early": "The quotation ends too early, before the end of the text."
    ' Put the text in double quotes: "L\'eau".',
    "yaml-escape": "A backslash within double quotes has a special meaning."
    " Put the text in single quotes: 'text'.",
    "yaml-colon": "There is a colon where none may stand."
    ' Put a text that contains a colon in quotes ("Water: cut off"),'
    " and check that the line is indented like its neighbours.",
    "yaml-start": 'A text may not begin with “{value}”. Put it in quotes: "…".',
    "yaml-bracket": "The bracket that opens here is not closed properly."
    " Separate the entries with commas, and close with ] or }}.",
    "yaml-alias": "The star has a special meaning in YAML, and “{value}” is not known."
    ' Put the text in quotes: "…".',
    "yaml-two-documents": "A second document begins here with ---. Keep only one per file.",
    "yaml-no-colon": "A colon is missing on this line. Write key: value.",
    "yaml-indent": "The indentation does not fit."
    " Indent this line with exactly as many spaces as its neighbours.",
    "yaml-too-deep": "Too much is nested in this file. Check its brackets.",
    "yaml-too-much": "This file means more than {most} values. Remove the repetitions (& and *).",
    "yaml-loop": "This value contains itself. Write it out instead of using *.",
    "yaml-tag": "“{value}” is a YAML tag, and none are read here."
    " Remove it, or put the text in quotes.",
    "yaml-key": "A list or a map cannot be a key. Write a word before the colon.",
    "yaml-character": "There is an invisible character ({value}) here that YAML does not allow."
    " Delete it, or type the line again.",
    "yaml-syntax": "This cannot be read as YAML."
    " Check indentation, colons and quotes on this line and the one above.",
    "duplicate-key": "“{name}” is already given in line {line}. Keep only one of the two.",
    # files
    "folder-missing": "There is no such folder."
    " Check the path after --site; a site folder contains screens.yaml.",
    "folder-unreadable": "The folder cannot be read ({reason})."
    " Allow the kiosk's user to read it: chmod a+rx.",
    "file-missing": "The file is missing."
    " Create it, or name the folder that contains it with --site.",
    "link-broken": "This is a link to a file that is not there."
    " Put the file itself here, or delete the link.",
    "file-unreadable": "The file cannot be read ({reason})."
    " Allow the kiosk's user to read it: chmod a+r.",
    "file-too-large": "The file is larger than {most}. Divide it; films do not belong into it.",
    "file-empty": "The file is empty. Fill it in, or delete it.",
    "file-not-a-map": "The file must consist of lines of the form key: value."
    " Check its first lines.",
    "not-utf8": "The file is not in UTF-8."
    " Save it again and choose the encoding “UTF-8” in your editor.",
    "wrong-suffix": "The file is not read, because its name does not end in {suffix}."
    " Rename it to “{name}”.",
    "folder-as-file": "This is a folder that is called like a file, so nothing of it is read."
    " Put the file that is meant here, or give the folder a name without {suffix}.",
    # shape
    "missing-key": "“{name}” is missing. Add a line {name}: …",
    "missing-kind": "It does not say what is shown. Add kind: with one of {known}.",
    "unknown-key": "“{name}” is not known here. Possible are: {known}.",
    "empty-value": "Nothing stands after “{name}”. Fill it in, or delete the line.",
    "empty-colour": 'Nothing stands after “{name}”. Put the colour in quotes, such as "#0b5394":'
    " without them, # begins a remark.",
    "empty-list": "“{name}” is empty. Give at least one entry.",
    "empty-entry": "This entry of “{name}” is empty. Fill it in, or delete the dash.",
    "entry-not-a-map": "An entry of “{name}” consists of lines of the form key: value."
    " Write them after the dash, aligned.",
    "not-a-map": "“{name}” needs lines of the form key: value below it. Indent them.",
    "not-a-list": "“{name}” is a list. Put it in brackets: {name}: {example}",
    "not-one-value": "“{name}” takes one value, not a list or several lines. Give just one.",
    "not-text": "“{name}” is a text: one for all languages, or one for each:"
    " {name}: {{ar: …, fr: …}}",
    "not-one-of": "“{value}” is not possible for “{name}”. Possible are: {known}.",
    "not-whole-number": "“{value}” is not a whole number. Write “{name}” in digits, such as 3.",
    "bad-value": "“{value}” does not fit “{name}”. See the guide, docs/playlists.md.",
    "curly-quotes": "The quotation marks of “{name}” are a word processor's."
    ' Type straight ones: "{plain}"',
    "bad-duration": "“{value}” is not a duration. Write a number and a unit, such as 20 s,"
    " 5 min, 2 h or 14 days.",
    "bad-distance": "“{value}” is not a distance. Write it such as 4 m or 350 cm.",
    "bad-size": "“{value}” is not a screen size. Write it such as 43 in or 109 cm.",
    "no-unit-duration": "“{value}” has no unit. Write such as {value} s, {value} min or"
    " {value} days.",
    "no-unit-distance": "“{value}” has no unit. Write {value} m, for metres.",
    "no-unit-size": "“{value}” has no unit. Write {value} in, for inches.",
    "bad-days": "“{value}” are no days of the week. Write such as mon-fri, or mon, wed, sat.",
    "bad-hours": '“{value}” are no hours. Write such as "08:30-16:30", from 00:00 to 24:00.',
    "bad-date": "“{value}” is not a date that exists. Write such as 2026-06-01,"
    " or 2026-06-01 08:30.",
    "bad-yes-no": "“{value}” is neither yes nor no. Write yes or no.",
    "bad-language": "“{value}” is not a language code. Write ar, fr, zgh, en or the like.",
    "bad-id": "“{value}” cannot be a short name. Use only a-z, 0-9, - and _,"
    " and begin with a letter or digit.",
    "bad-colour": '“{value}” is not a colour. Write # and six digits in quotes, such as "#0b5394".',
    "too-low": "“{value}” is too little for “{name}”. Give at least {limit}.",
    "too-high": "“{value}” is too much for “{name}”. Give at most {limit}.",
    "language-twice": "The language “{language}” is given twice. Keep only one.",
    # names
    "unknown-service": "There is no service “{value}”. Known are: {known}."
    " Correct it, or add it under services in screens.yaml.",
    "unknown-area": "There is no area “{value}”. Known are: {known}."
    " Correct it, or add it under areas in screens.yaml.",
    "unknown-feed": "There is no feed “{value}”. Known are: {known}."
    " Correct it, or add it under feeds in screens.yaml.",
    "unknown-playlist": "There is no playlist “{value}”. Known are: {known}."
    " Correct it, or create the file playlists/{name}.yaml.",
    "unknown-icon": "There is no built-in icon “{value}”. Choose one of {known},"
    " or give the path of an SVG file.",
    "unknown-time-zone": "There is no time zone “{value}”. Write such as Africa/Casablanca.",
    "duplicate-id": "The name “{value}” is already taken in line {line}. Choose another one.",
    "duplicate-notice": "“{name}” has the same name. Rename one of the two files.",
    "feed-name-reserved": "“content” stands for what is written in the site."
    " Give the feed another name.",
    "feed-scheme": "“{value}” cannot be fetched. Give an address that begins with https://,"
    " or the path of a file in the site.",
    "playlist-unused": "No screen shows this playlist."
    " Name it under screens in screens.yaml (playlist: {name}), or delete the file.",
    # addresses
    "url-field": "{value} means nothing in this address. Possible are: {known}.",
    "url-braces": "A brace is missing in this address. Write fields such as {{service}}.",
    "url-scheme": "The address “{value}” does not begin with https://. Put it in front.",
    "link-bad": "“{value}” is not a complete address. Copy it from the browser, without spaces.",
    "link-no-scheme": "The link “{value}” does not begin with https://."
    " Copy the whole address from the browser.",
    "qr-without-link": "The QR code shall carry a link, but there is none."
    " Add link: https://…, or choose qr: complaint.",
    # pictures, videos, captions
    "path-outside": "“{file}” leads out of the site folder."
    " Copy the file into content/, and give its path from the site folder on.",
    "file-is-address": "“{file}” is an address, but the screen shows only files of the site."
    " Download the file into content/ and name it here.",
    "file-backslash": "“{file}” contains backslashes. Write paths with / as on the web.",
    "media-missing": "The file “{file}” does not exist."
    " Paths start from the site folder; upper and lower case matter.",
    "media-forbidden": "The file “{file}” may not be read."
    " Allow the kiosk's user to read it: chmod a+r.",
    "not-image": "“{file}” is not a picture that can be shown. Export it as one of {known}.",
    "not-video": "“{file}” is not a video that can be shown. Export it as one of {known}.",
    "not-captions": "“{file}” is not a caption file. Export the captions as vtt or srt.",
    "not-icon": "“{file}” is not an SVG file. Save the icon as SVG.",
    "image-unreadable": "The picture “{file}” cannot be opened."
    " Open it on your desk; if it opens there, export it again as PNG or JPEG.",
    "image-large": "The picture “{file}” has {size} pixels, which is more than a screen can open."
    " Export it with about {wanted}.",
    "image-small": "The picture “{file}” has only {size} pixels and will look blurred."
    " Export it with {wanted} or more.",
    "video-unreadable": "The video “{file}” cannot be played. Export it again as MP4 (H.264).",
    "video-no-picture": "“{file}” has sound but no picture. Export it again with its picture.",
    "captions-no-header": "A WebVTT file begins with the line WEBVTT. Add it, and an empty line.",
    "captions-timing": "“{value}” is no line of times. Write such as {example}.",
    "captions-order": "The caption ends ({end}) before it begins ({start}). Swap the times.",
    "captions-unreadable": "This is no caption file. Export the captions again as vtt or srt.",
    "captions-empty": "There is no caption in this file."
    " Export the captions again, or no longer name the file.",
    "captions-inside": "The captions inside “{file}” ({value}) cannot be drawn."
    " Save them as .vtt or .srt beside the video, and name that file under captions:.",
    "captions-foreign": "The captions inside “{file}” are marked as {value}, and the site has"
    " only {known}. Save them as .vtt or .srt, and name that file under captions: with its"
    " language.",
    "capsule-unnamed": "No file names this video, so it does not show."
    " Write {name} beside it, with title: and video:, or delete the video.",
    "captions-without-video": "There are captions, but no video. Add sign_video: …",
    # colour
    "low-contrast": "White text on “{value}” is hard to read: the contrast is {contrast} : 1,"
    ' at least 7 : 1 is needed. Take a darker colour, such as "{darker}".',
    # when
    "until-before-from": "This never shows: it ends ({end}) before it begins ({start})."
    " Correct one of the two.",
    "ends-before-starts": "It ends ({end}) before it begins ({start}). Correct one of the two.",
    "period-over": "This no longer shows: its time was over on {end}."
    " Give a later date, or delete it.",
    "repeat-not-rule": "“{value}” is not a repeat rule. Write such as FREQ=WEEKLY;BYDAY=MO,TH.",
    "repeat-unknown-part": "“{name}” does not exist in a repeat rule. Possible are: {known}.",
    "repeat-bad-part": "“{value}” is not possible for {name} in a repeat rule."
    " Write such as FREQ=MONTHLY;BYDAY=1MO.",
    "repeat-part-twice": "{name} stands twice in the repeat rule. Keep only one.",
    "repeat-no-freq": "The repeat rule does not say how often."
    " Begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.",
    "repeat-too-often": "{value} is too often: a repeat rule names days."
    " Write FREQ=DAILY, and give the times with hours:.",
    "repeat-clock": "A repeat rule names days, not times ({name})."
    ' Give the times with hours: "08:30-16:30".',
    "repeat-two-ends": "COUNT and UNTIL exclude each other. Keep only one.",
    "repeat-setpos": "BYSETPOS chooses among days, but none are named."
    " Add such as BYDAY=MO,TU,WE,TH,FR.",
    "repeat-never": "This never shows: the repeat rule names no day of its period."
    " Correct repeat, from or until.",
    "repeat-over": "This no longer shows: its repeat rule has come to an end."
    " Give a later UNTIL or a larger COUNT, or delete it.",
    "days-never": "This never shows: repeat rule, days and hours never fall together."
    " Correct one of them.",
    # texts
    "text-missing": "“{name}” is not written in {languages},"
    " but the screen “{screen}” has that language. Add it.",
    "text-character": "There are characters here that nobody can read ({value}), and that the"
    " screen leaves out. Delete them, or type the text anew.",
    "text-long": "This text stands for {minutes} min, and visitors stay for half a minute."
    " Say it in about forty words, and give a link: for the rest.",
    "title-empty": "The title is empty. Write one.",
    "notice-text-missing": "The notice is not written in {languages},"
    " but the screen “{screen}” has that language."
    " Add a section that begins with such as # {first}: Title.",
    "notice-nowhere": "No screen shows this notice, by its service and areas."
    " Correct them, or those of the screens in screens.yaml.",
    "front-matter-open": "The line --- that ends the upper part is missing. Put it above the text.",
    "notice-no-title": "The text has no title. Begin it with a line such as # fr: Title.",
    "notice-text-before-title": "There is text above this first title, which is not shown."
    " Move it below.",
    "notice-title-empty": "Nothing stands after the #. Write the title on the same line.",
    "notice-language-twice": "There is already a text in the language “{language}”."
    " Begin this one with another language, such as # ar: Title.",
    "notice-html": "HTML is left out. Write the text without <…>.",
}
