"""Words that tell of hardship: a quiet sign for staff, so that nobody who was threatened or lost their home is met with routine.

The sign is worked out each time the words are read, and is kept nowhere. It never reaches kiosk, board or ticket. It says no more than that
somebody used such a word: a clerk judges, not a list.

Entries are words or phrases, compared folded (`greeter.guidance.folded`). `evict*` stands for every word that starts so.
To add a language: 1. its lines here; 2. a case for it in `tests/greeter/test_distress.py`. An office adds words of its own as `sensitive_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from greeter.guidance.folded import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SIGNS = 2_000
"""Of what was said, so much is read."""
FIRST_UNSPACED = "\u2e80"
"""From this sign on lie the scripts that write no spaces."""


class Distress(StrEnum):
    """What somebody may be going through, gravest first."""

    HARM = "harm"
    """Hurt or abused, or thinking of ending their life."""
    DANGER = "danger"
    """Threatened, stalked, or afraid of somebody."""
    HOME = "home"
    """About to lose their home, or without one."""
    LOSS = "loss"
    """Somebody has died."""
    WANT = "want"
    """No food, heat, water or money for what they need."""
    OWN = "own"
    """A word that the office has added."""


@dataclass(frozen=True, slots=True)
class Sign:
    """That a text holds a word of hardship."""

    kind: Distress
    said: str
    """The words that tell so, folded: "being evicted" gives "evicted". Personal, as the text is."""


_LISTS: dict[str, dict[Distress, str]] = {
    "en": {
        Distress.HARM: (
            "hurt|hurts me|hurting me|abus*|assault*|raped?|beat me|beats me|beaten|beating me|hit me|hits me|attack*|molest*|suicid*"
            "|kill myself|end my life|want to die|self harm|stabb*|strangl*"
        ),
        Distress.DANGER: (
            "threat*|stalk*|harass*|restraining order|protective order|protection order|domestic violence|violent|afraid of (?:him|her|my)"
            "|scared|unsafe|not safe|in danger|kidnap*|traffick*|following me|hiding from"
        ),
        Distress.HOME: (
            "evict*|kicked out|thrown out of|homeless|(?:lose|losing|lost) (?:my|our) (?:home|house|apartment)|foreclos*"
            "|(?:nowhere|no place) to (?:live|stay|sleep)|(?:living|sleeping) in (?:my|our) car|burned down|burnt down"
        ),
        Distress.LOSS: "died|passed away|widow*|bereave*|funeral|stillborn|miscarr*",
        Distress.WANT: (
            "no food|hungry|starv*|nothing to eat|can.?t afford food|no heat|no money|bankrupt*|lost my job|laid off|shut ?off notice|desperate*"
        ),
    },
    "es": {
        Distress.HARM: (
            "abus*|(?:me|nos|le) peg(?:a|an|aron|o)|(?:me|nos|la|lo) (?:golpe*|viol(?:a|an|aron|o))|golpead[oa]s?|golpiza|agred*|agresion*"
            "|violad[oa]s?|lastimad[oa]s?|me lastim*|herid[oa]s?|maltrat*|apunal*|estrangul*|suicid*|matarme|me quiero matar|quitarme la vida"
            "|quiero morir*|no quiero (?:seguir viviendo|vivir mas)"
        ),
        Distress.DANGER: (
            "amenaza*|amenazo|acos[oa]|acosa*|orden de (?:proteccion|alejamiento|restriccion|deportacion)|violencia|violent[oa]s?|en peligro"
            "|tengo miedo|miedo (?:a|de) (?:mi|el|ella)|secuestr*|extors*|trata de personas|persigu*"
            "|(?:me|nos) (?:anda|andan|esta|estan|viene) siguiendo|me sigue (?:mi|un|a todas? (?:partes|lados))|me escondo"
            "|deportad[oa]s?|(?:me|nos) (?:van a )?deport*"
        ),
        Distress.HOME: (
            "desaloj*|desahuci*|(?:me|nos) (?:van a |quieren )?(?:ech*|corr*|sac*|bot*) (?:a la calle|de (?:la|mi|nuestra) casa"
            "|del? (?:mi )?(?:apartamento|departamento|cuarto))|sin hogar|sin techo|(?:perdi|perder|perdimos|perdiendo) (?:mi|la|nuestra) casa"
            "|donde (?:vivir|dormir|quedar(?:me|nos))|(?:me|nos) (?:van a )?quit(?:ar|an|aron) la casa|ejecucion hipotecaria|foreclosure"
            "|(?:vivo|vivimos|viviendo|duermo|dormimos|durmiendo) en (?:el|mi|un|nuestro) (?:carro|coche|auto)"
            "|se (?:me |nos )?quemo (?:mi|la|nuestra) casa"
        ),
        Distress.LOSS: (
            "murio|murieron|falleci(?:o|eron|d[oa]s?)|viud[oa]s?|funeral*|velorio|entierro|de luto|nacio muert[oa]|perdi (?:el|al|mi|a mi) bebe"
            "|perdi a mi (?:espos[oa]|hij[oa]|mama|papa|madre|padre|herman[oa])"
        ),
        Distress.WANT: (
            "sin (?:comida|dinero|trabajo|calefaccion)|hambre|no (?:tengo|tenemos|hay) (?:comida|dinero|que comer|para comer|calefaccion)"
            "|no (?:me|nos) alcanza|perdi (?:mi|el) trabajo|despidieron|(?:me|nos) corrieron del trabajo|desemplead[oa]s?|bancarrota"
            "|desesperad[oa]s?|(?:me|nos) (?:van a )?cort(?:ar|an|aron) (?:el agua|la luz|el gas)|no puedo pagar (?:la|mi) (?:renta|hipoteca)"
        ),
    },
    "fr": {
        Distress.HARM: (
            "bless(?:e|ee|es|ees|ure|ures)|battue?s?|(?:me|nous|il la) (?:bat|battent|frappe|frappent|cogne)|me tape(?! sur)"
            "|(?:ete|m.a|m.ont|nous a|nous ont|l.a) frappee?s?|coups? de couteau|rouee?s? de coups|poignard*|etrangl*|agressions?|agressee?s?"
            "|agresseurs?|m.agress*|(?:ete|enfants?|m.a) abuse*|abusee|abuse(?:r|nt)? de (?:moi|elle|lui|nous|ma|mon|sa)|abus (?:sexuel|physique)s?"
            "|(?:ete|m.a|m.ont) violee?s?|violee|viole (?:ma|mon|sa)|viols?|attouchements?|maltrait*|tortur*|(?:me|nous) fai(?:t|re) du mal"
            "|suicid*|me tuer|mettre fin a mes jours|en finir avec la vie|envie de mourir|plus envie de vivre|(?:veux|voudrais|prefere) mourir"
        ),
        Distress.DANGER: (
            "menac*(?! de (?:tomber|s.e))|harcel*|ordonnance (?:de protection|d.eloignement|restrictive)|violences?|violente?s?|en danger"
            "|pas en securite|peur (?:de|pour) (?:lui|elle|mon|ma|mes|moi|rentrer)|me (?:suit|suivent|poursui*)|je me cache|kidnap*|sequestr*"
            "|chantage|persecut*|mariage force|excis(?:ee?|ion)|traite des etres humains|deport(?:ee?s?|er|ation)"
        ),
        Distress.HOME: (
            "expuls*|eviction|evince*|deguerpi*|(?:m.a|m.ont|nous a|nous ont|ete|suis|sommes) mi(?:s|se|ses) (?:dehors|a la rue)|mise? a la porte"
            "|(?:me|nous) (?:met|mettre|mettent) (?:a la porte|dehors|a la rue)|(?:chasse|jete)e?s? de (?:chez|la maison|mon|notre)"
            "|sans (?:abri|domicile|logement|toit)|sdf|(?:perdu|perdre|perds|perdons) (?:ma|mon|notre) (?:maison|logement|appartement)"
            "|(?:pas|plus) de logement|nulle part ou (?:aller|dormir|vivre|habiter|loger)|ou dormir|(?:suis|sommes|retrouve) a la rue"
            "|(?:vis|vivons|vivre|dors|dormons|dormir) dans (?:la rue|(?:ma|mon|la|notre|une) (?:voiture|auto|char))|saisie immobiliere"
            "|(?:saisi*|prendre|prend|pris) (?:ma|notre) maison|(?:ma|notre|la) maison (?:a|est) brulee?"
        ),
        Distress.LOSS: (
            "(?:est|sont) morte?s?|decede*|veufs?|veuves?|obseques|funerailles|enterrement|en deuil|fausse couche|mort ne"
            "|perdu (?:mon|ma|notre) (?:mari|femme|epou(?:x|se)|mere|pere|maman|papa|fils|fille|enfant|bebe|frere|s(?:oe|œ)ur)"
        ),
        Distress.WANT: (
            "(?:rien|pas de quoi|plus de quoi) (?:a )?(?:manger|vivre)|faim|(?:pas|plus) de (?:nourriture|travail|chauffage)"
            "|sans (?:argent|travail|emploi|nourriture|chauffage)|(?:pas|plus) d.argent|perdu (?:mon|notre|son) (?:emploi|travail|boulot)"
            "|(?:ete|suis|m.a|m.ont) licencie*|licenciements?|au chomage|faillite|surendett*|desesper*|n.en peux plus"
            "|(?:pas|plus) payer (?:le|mon|notre) loyer"
            "|(?:me|m.a|m.ont|nous|nous a|nous ont) coupe[rs]? (?:l.eau|le courant|l.electricite|le gaz|la lumiere)"
        ),
    },
    "zh": {
        Distress.HARM: (
            "虐待|殴打|毆打|挨打|被打(?![断斷开開印扰擾电電破错錯])|被[他她]打|打我(?!们?們?的|电话|電話|手机|手機)"
            "|家里打人|家裡打人|打伤|打傷|受伤|受傷|捅伤|捅傷|掐脖子|强奸|強姦|强暴|強暴|性侵|猥亵|猥褻|自杀|自殺"
            "|自残|自殘|割腕|轻生|輕生|寻短见|尋短見|不想活|活不下去|想死(?!亡)"
        ),
        Distress.DANGER: (
            "威胁|威脅|恐吓|恐嚇|骚扰|騷擾|勒索|报复|報復|被跟踪|被跟蹤|有人跟踪|有人跟蹤|有人跟着我|有人跟著我|家暴"
            "|暴力|禁制令|限制令|保护令|保護令|(?<![没沒])有危险|(?<![没沒])有危險|人身安全|不敢回家|害怕|要杀我"
            "|要殺我|绑架|綁架|被拐"
        ),
        Distress.HOME: (
            "驱逐|驅逐|赶出|趕出|被赶|被趕|赶我走|趕我走|赶我们|趕我們|逼迁|逼遷|无家可归|無家可歸"
            "|(?:没|沒|没有|沒有)地方(?:住|睡)|没房子住|沒房子住|流落街头|流落街頭|露宿|睡(?:在)?(?:车里|車裡|街上)"
            "|住(?:在)?(?:车里|車裡)|失去房子|房子没了|房子沒了|房子烧了|房子燒了|法拍|止赎|止贖|断供|斷供"
        ),
        Distress.LOSS: "去世|过世|過世|逝世|病逝|死了|丧事|喪事|葬礼|葬禮|丧偶|喪偶|守寡|寡妇|寡婦|流产|流產|夭折",
        Distress.WANT: (
            "没饭吃|沒飯吃|没吃的|沒吃的|没东西吃|沒東西吃|(?<!有)没有食物|(?<!有)沒有食物|饿|餓|没钱|沒錢"
            "|(?<!有)没有钱|(?<!有)沒有錢|没暖气|沒暖氣|(?<!有)没有暖气|(?<!有)沒有暖氣|交不起|付不起|停水通知"
            "|断水|斷水|失业|失業|下岗|下崗|丢了工作|丟了工作|被裁|被解雇|被解僱|破产|破產|走投无路|走投無路|绝望|絕望"
        ),
    },
    "vi": {
        Distress.HARM: (
            "bị đánh(?! (?:mất|cắp|dấu|số|sai|thuế))|đánh đập|bị (?:chồng|vợ|bồ|cha|ba|người ta|nó) (?:đánh|đập)"
            "|(?:chồng|ông xã|bồ|cha|ba|nó|ổng) (?:tôi |em )?(?:hay |cứ |lại )?(?:đánh|đập) (?:tôi|em|con|cháu|mình)|ngược đãi|hành hạ|hành hung"
            "|xâm hại|lạm dụng tình dục|hiếp dâm|cưỡng hiếp|bị hiếp|sàm sỡ|bị thương|bóp cổ|tự tử|tự sát|tự vẫn|cứa tay"
            "|(?:tôi|em|con|chỉ) muốn chết|muốn chết (?:đi|quách|cho rồi)|không muốn sống|chán sống|giết (?:tôi|em|vợ)"
        ),
        Distress.DANGER: (
            "đe dọa|hăm dọa|dọa (?:giết|đánh|nạt)|quấy rối|bạo lực|bạo hành|lệnh bảo vệ|lệnh cấm tiếp cận|(?:gặp|đang|rất) nguy hiểm"
            "|nguy hiểm (?:tính mạng|cho (?:tôi|em|con))|sợ hãi|sợ (?:chồng|bồ cũ|bị giết|bị đánh)|tôi sợ (?:quá|lắm)|rình rập|bị theo dõi"
            "|theo dõi tôi hoài|trốn chồng|bắt cóc|buôn người|tống tiền|bị trục xuất|lệnh trục xuất"
        ),
        Distress.HOME: (
            "bị đuổi(?! (?:việc|sở|học))|đuổi nhà|đuổi (?:tôi |em |mình |tụi tôi |chúng tôi )?(?:ra khỏi|ra đường)|vô gia cư|(?:bị|sắp) mất nhà"
            "|mất nhà (?:cửa|rồi)|không (?:có|còn) (?:nhà|chỗ|nơi) (?:ở(?! đâu)|ngủ)|(?:ngủ|sống) (?:ở )?(?:trong xe|ngoài xe|ngoài đường)"
            "|(?:tịch thu|xiết|siết|kéo) nhà|(?:nhà băng|ngân hàng|bank) lấy nhà|nhà bị cháy(?! nước)|cháy nhà|eviction|foreclosure"
        ),
        Distress.LOSS: (
            "qua đời|từ trần|tang lễ|đám tang|đám ma|góa (?:chồng|vợ|phụ)|sẩy thai|sảy thai|hư thai"
            "|(?:chồng|vợ|ba|cha|mẹ|ông xã|bà xã|con trai|con gái)(?: tôi| em)?(?: đã| mới| vừa)? (?:mất(?= rồi| hôm| tuần| tháng|[^a-z0-9]*$)|chết)"
        ),
        Distress.WANT: (
            "không có (?:gì ăn|đồ ăn|gì để ăn)|đói bụng|nhịn đói|(?<!trả.)hết tiền|không (?:có|còn) tiền(?! (?:mặt|lẻ))"
            "|không đủ tiền (?:ăn|sống|trả tiền nhà)|mất việc|mất job|bị đuổi (?:việc|sở)|bị lay ?off|thất nghiệp|phá sản|tuyệt vọng|túng quẫn"
            "|không có (?:máy )?sưởi|(?:bị|sắp) (?:cúp|cắt) (?:nước|điện|gas)"
        ),
    },
    "ar": {
        Distress.HARM: (
            "ضربني|ضربوني|يضرب|تعرضت للضرب|اعتداء|اعتدى|اعتدوا|اغتصاب|اغتصب|يغتصب|إساءة|يؤذيني|يأذيني|آذاني|مصاب(?!يح)|جريح|مجروح"
            "|طعنني|طعنوني|خنقني|يخنقني|تعذيب|انتحار|انتحر|أقتل (?:نفسي|حالي)|أموت حالي"
            "|(?:أريد|بدي|عايزة?|عاوزة?|أبغى|أبي|ودي|أتمنى) (?:أن )?أموت|بدي موت"
        ),
        Distress.DANGER: (
            "تهديد|يهدد|هددني|هددوني|مهدد|تحرش|يلاحقني|يلاحقونني|يراقبني|عنف|معنف|في خطر|حياتي خطر|خطر على حيات|خائف|أخاف|خاف من|مرعوب"
            "|غير آمن|(?:لست|مش|مو) (?:في )?(?:أمان|آمن)|خطف|أمر (?:حماية|تقييدي|إبعاد|عدم تعرض)|هربت من|هربان|هاربة? من|ابتزاز|يبتز|اتجار بالبشر"
        ),
        Distress.HOME: (
            "إخلاء (?:ال)?(?:منزل|بيت|شقة|سكن)|(?:أمر|إشعار|إنذار|دعوى|قرار) (?:بال)?إخلاء|ي?طرد(?:وني|ونا|ني|نا)(?! من (?:ال)?(?:شغل|عمل|وظيف))"
            "|ي?طلع(?:وني|ونا|ني|نا) من (?:ال)?(?:بيت|شقة|دار)|مشرد|(?:بلا|بدون) (?:مأوى|سكن|بيت)|(?:فقد|خسر)(?:ت|نا) (?:بيت|منزل)"
            "|(?:ليس لدي|ليس لدينا|ما عندي|ماعندي|ما عنا|معنديش) (?:بيت|سكن|مأوى|مكان (?:أ|ن)?(?:نام|عيش|سكن))"
            "|(?:أنام|ننام|بنام|نايم|أعيش|عايش)* (?:في |ب)(?:ال)?(?:سيارة|عربية|شارع)|(?:احترق|انحرق) (?:ال)?بيت|بيت(?:ي|نا) (?:احترق|انحرق)"
        ),
        Distress.LOSS: (
            "توفي(?!ر|ق)|توفت|مات(?!\\w)|ماتت|ماتوا|مرحوم|الله يرحم|جنازة|عزاء|أرمل|ترمل|أجهضت"
            "|فقدت (?:زوجي|زوجتي|ابني|ابنتي|طفلي|جنيني|أمي|أبي|والدي|والدتي)"
        ),
        Distress.WANT: (
            "جوع|جعان|جائع|لا (?:يوجد )?(?:طعام|أكل)|(?:بلا|بدون) (?:طعام|أكل|مال|تدفئة|عمل)|فقدت (?:عملي|وظيفتي|شغلي)|خسرت (?:عملي|وظيفتي|شغلي)"
            "|(?:ليس لدي|ليس لدينا|ما عندي|ماعندي|ما عنا|معنديش|ما معي|معيش|ما في|مافي|مفيش) (?:مال|فلوس|مصاري|نقود|أكل|طعام|تدفئة)"
            "|فصلوني|طرد(?:وني|ني) من (?:ال)?(?:شغل|عمل)|عاطل|إفلاس|أفلست|مفلس|يائس|يئست|(?:إنذار|إشعار) (?:ب)?قطع"
            "|قطعوا (?:عني |عنا )?(?:ال)?(?:ماء|مي|موية|كهرباء|كهربا|غاز)"
        ),
    },
}  # fmt: skip
"""By language; the entries between bars are parts of a regular expression. Left out is what an everyday errand says as often: "death" of a
certificate, "locked out" of an account, "follow" an application. No native speaker has gone through es, fr, zh, vi and ar yet."""
_WITHOUT_SPACES = frozenset({"zh", "yue", "ja"})
"""Languages that write no spaces: a word may stand anywhere."""
_JOINED_ON = {"ar": "(?:و|ف)?(?:ب|ل|ك)?(?:ال)?"}
"""Little words that a language writes in one with the next."""
_SAME_LISTS = {"yue": "zh"}


def distressed(
    words: str, language: str, *, office_language: str = "en", office_words: Iterable[str] = ()
) -> Sign | None:
    """Return the gravest sign of hardship in what somebody said, or None.

    language: the visitor's, as a BCP 47 code; a clerk may have written in the office's own, so that is looked through, too. One without a list
    is looked through as English. office_words: what the office adds. Never raises on any text.
    """
    if not words:
        return None
    said = folded(words[:MOST_SIGNS])
    codes = dict.fromkeys(_list_of(code) for code in (language, office_language))
    found = [sign for code in codes for sign in _signs(said, code)]
    if not found and (own := _own(tuple(office_words))) is not None and (met := own.search(said)):
        return Sign(Distress.OWN, met[0])
    return min(found, key=lambda sign: _GRAVITY[sign.kind], default=None)


_GRAVITY = {kind: place for place, kind in enumerate(Distress)}


def _list_of(code: str) -> str:
    code = _SAME_LISTS.get(code, code).split("-")[0]
    return code if code in _LISTS else "en"


def _signs(said: str, code: str) -> list[Sign]:
    return [Sign(kind, met[0]) for kind, pattern in _patterns(code) if (met := pattern.search(said))]


@cache
def _patterns(code: str) -> tuple[tuple[Distress, re.Pattern[str]], ...]:
    spaced, joined = code not in _WITHOUT_SPACES, _JOINED_ON.get(code, "")
    return tuple((kind, _pattern(entries, joined, spaced=spaced)) for kind, entries in _LISTS[code].items())


def _pattern(entries: str, joined: str, *, spaced: bool) -> re.Pattern[str]:
    either = folded(entries).replace("*", r"\w*").replace(" ", r"\W+")
    if not spaced:
        return re.compile(either)
    end = r"\w*" if joined else r"(?!\w)"
    return re.compile(rf"(?<!\w){joined}(?:{either}){end}")


@cache
def _own(words: tuple[str, ...]) -> re.Pattern[str] | None:
    either = "|".join(_entry(folded(word).strip()) for word in words if word.strip())
    return re.compile(either) if either else None


def _entry(word: str) -> str:
    inner = re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\W+")
    return inner if max(word) >= FIRST_UNSPACED else rf"(?<!\w){inner}(?!\w)"
