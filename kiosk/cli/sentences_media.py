"""What the player says of pictures and films that it leaves out, and the store of files that do
not come whole, in English, French and Arabic."""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str, str], ...] = (
    # pictures
    (
        "the picture cannot be read: {detail}",
        "l'image est illisible : {detail}",
        "لا يمكن قراءة الصورة: \u2068{detail}\u2069",
    ),
    (
        "it has {width} x {height} pixels, and at most {most} are read",
        "elle a {width} x {height} pixels, et {most} au plus sont lus",
        "فيها {width} في {height} من البكسلات، ولا يُقرأ أكثر من {most}",
    ),
    # films
    (
        "the file is not there",
        "le fichier n'est pas là",
        "الملف غير موجود",
    ),
    (
        "libVLC cannot read it in time; check the file",
        "libVLC n'arrive pas à la lire à temps ; vérifiez le fichier",
        "لا تستطيع \u2068libVLC\u2069 قراءته في الوقت المناسب؛ تحقق من الملف",
    ),
    (
        "libVLC cannot play it; convert it to MP4 with H.264",
        "libVLC ne peut la lire ; convertissez-la en MP4 avec H.264",
        "لا تستطيع \u2068libVLC\u2069 تشغيله؛ حوّله إلى \u2068MP4\u2069 بـ \u2068H.264\u2069",
    ),
    (
        "there is no video in it that libVLC understands; convert it to MP4 with H.264",
        "il n'y a là aucune vidéo que libVLC comprenne ; convertissez-la en MP4 avec H.264",
        "لا فيديو فيه تفهمه \u2068libVLC\u2069؛ حوّله إلى \u2068MP4\u2069 بـ \u2068H.264\u2069",
    ),
    (
        "its picture has no size; convert it to MP4 with H.264",
        "son image n'a pas de taille ; convertissez-la en MP4 avec H.264",
        "لا حجم لصورته؛ حوّله إلى \u2068MP4\u2069 بـ \u2068H.264\u2069",
    ),
    (
        "no picture of it can be decoded; convert it to MP4 with H.264",
        "aucune de ses images ne peut être décodée ; convertissez-la en MP4 avec H.264",
        "لا يمكن فك أي صورة منه؛ حوّله إلى \u2068MP4\u2069 بـ \u2068H.264\u2069",
    ),
    (
        "there is no picture in it; check the file",
        "elle n'a pas d'image ; vérifiez le fichier",
        "لا صورة فيه؛ تحقق من الملف",
    ),
    (
        "no picture came within {seconds} s; check the file",
        "aucune image n'est venue en {seconds} s ; vérifiez le fichier",
        "لم تأت أي صورة في {seconds} ثانية؛ تحقق من الملف",
    ),
    (
        "it stands still: no new frame for {seconds} s; check the file",
        "elle se fige : aucune nouvelle image pendant {seconds} s ; vérifiez le fichier",
        "يتجمد: لا صورة جديدة طوال {seconds} ثانية؛ تحقق من الملف",
    ),
    (
        "it goes on after the {seconds} s that it should last",
        "elle continue après les {seconds} s qu'elle devrait durer",
        "يستمر بعد مدته المفترضة ({seconds} ثانية)",
    ),
    (
        "it ends after {played} s of {whole} s; the file is cut short",
        "elle finit après {played} s sur {whole} s ; le fichier est tronqué",
        "ينتهي بعد {played} ثانية من {whole} ثانية؛ الملف مبتور",
    ),
    (
        "it did not open in time",
        "elle ne s'est pas ouverte à temps",
        "لم يُفتح في الوقت المناسب",
    ),
    (
        "it is over its length and neither ended nor failed",
        "elle a dépassé sa durée sans finir ni échouer",
        "تجاوز مدته ولم ينته ولم يفشل",
    ),
    (
        "a fault of this program; its log has the trace",
        "une erreur de ce programme ; son journal en a la trace",
        "خلل في هذا البرنامج؛ أثره في سجله",
    ),
    # files that do not come whole
    (
        "the file is empty",
        "le fichier est vide",
        "الملف فارغ",
    ),
    (
        "{came} bytes came where {announced} were announced",
        "{came} octets sont venus au lieu des {announced} annoncés",
        "وصل {came} بايت والمعلن {announced}",
    ),
)
