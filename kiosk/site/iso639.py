"""Languages as video files name them: three letters, of ISO 639-2, for the two that we write."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.model.text import UNDETERMINED, normal_language

_CODES = """
aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak
be:bel bg:bul bi:bis bm:bam bn:ben bo:bod,tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre
cs:ces,cze cu:chu cv:chv cy:cym,wel da:dan de:deu,ger dv:div dz:dzo ee:ewe el:ell,gre en:eng
eo:epo es:spa et:est eu:baq,eus fa:fas,per ff:ful fi:fin fj:fij fo:fao fr:fra,fre fy:fry ga:gle
gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv,scr ht:hat hu:hun
hy:arm,hye hz:her ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:ice,isl it:ita iu:iku
ja:jpn jv:jav ka:geo,kat kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas
ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav
mg:mlg mh:mah mi:mao,mri mk:mac,mkd ml:mal mn:mon mr:mar ms:may,msa mt:mlt my:bur,mya na:nau
nb:nob nd:nde ne:nep ng:ndo nl:dut,nld nn:nno nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori
os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ro:ron,rum ru:rus rw:kin sa:san
sc:srd sd:snd se:sme sg:sag si:sin sk:slk,slo sl:slv sm:smo sn:sna so:som sq:alb,sqi sr:scc,srp
ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tn:tsn to:ton
tr:tur ts:tso tt:tat ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol
xh:xho yi:yid yo:yor za:zha zh:chi,zho zu:zul
"""
"""Both kinds of codes, for terminology and for books: `fra` and `fre` are French."""

_SHORT: Mapping[str, str] = {
    long: short
    for short, longs in (entry.split(":") for entry in _CODES.split())
    for long in longs.split(",")
}
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "qaa", "unk"})


def language_of(code: str) -> str:
    """`ara` → `ar`, `fre` → `fr`, `ber` → `zgh`, `fr-MA` → `fr`; `und` for what names none."""
    head, dash, rest = code.strip().lower().replace("_", "-").partition("-")
    if head in _NO_LANGUAGE:
        return UNDETERMINED
    try:
        return normal_language(_SHORT.get(head, head) + dash + rest)
    except ValueError:
        return UNDETERMINED
