"""Languages people speak at a counter: their own name, and the English one.

Used where a visitor picks a language that the kiosk has no texts in, and where a clerk reads which interpreter to call. The order is by the
English name, so a page can be found by its first letters.

To add a language: 1. a line here; 2. where its script is new, its letters in `resources/fonts/names` (see README.txt there).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its BCP 47 code, its name as its speakers write it, and its English name."""

    code: str
    own_name: str
    english_name: str


_LINES = """
af|Afrikaans|Afrikaans
ak|Akan|Akan (Twi)
sq|Shqip|Albanian
ase|ASL|American Sign Language
am|አማርኛ|Amharic
ar|العربية|Arabic
hy|Հայերեն|Armenian
as|অসমীয়া|Assamese
aii|Sureth|Assyrian
ay|Aymar aru|Aymara
az|Azərbaycanca|Azerbaijani
bm|Bamanankan|Bambara
eu|Euskara|Basque
be|Беларуская|Belarusian
bn|বাংলা|Bengali
bs|Bosanski|Bosnian
bg|Български|Bulgarian
my|မြန်မာ|Burmese
yue|粵語|Cantonese
kea|Kriolu|Cape Verdean Creole
ca|Català|Catalan
ceb|Cebuano|Cebuano
zh|中文|Chinese (Mandarin)
chk|Chuuk|Chuukese
hr|Hrvatski|Croatian
cs|Čeština|Czech
da|Dansk|Danish
prs|دری|Dari
din|Thuɔŋjäŋ|Dinka
nl|Nederlands|Dutch
dz|རྫོང་ཁ|Dzongkha
en|English|English
et|Eesti|Estonian
ee|Eʋegbe|Ewe
fa|فارسی|Farsi (Persian)
fj|Na Vosa Vakaviti|Fijian
fi|Suomi|Finnish
fr|Français|French
ff|Fulfulde|Fulani
ka|ქართული|Georgian
de|Deutsch|German
el|Ελληνικά|Greek
gu|ગુજરાતી|Gujarati
ht|Kreyòl ayisyen|Haitian Creole
ha|Hausa|Hausa
haw|ʻŌlelo Hawaiʻi|Hawaiian
he|עברית|Hebrew
hi|हिन्दी|Hindi
hmn|Hmoob|Hmong
hu|Magyar|Hungarian
is|Íslenska|Icelandic
ig|Igbo|Igbo
ilo|Ilokano|Ilocano
id|Bahasa Indonesia|Indonesian
ga|Gaeilge|Irish
it|Italiano|Italian
ja|日本語|Japanese
quc|K’iche’|K’iche’
kn|ಕನ್ನಡ|Kannada
kar|Karen|Karen
kk|Қазақша|Kazakh
km|ខ្មែរ|Khmer
rw|Kinyarwanda|Kinyarwanda
rn|Ikirundi|Kirundi
ko|한국어|Korean
kri|Krio|Krio
ckb|کوردی|Kurdish (Sorani)
ku|Kurdî|Kurdish (Kurmanji)
ky|Кыргызча|Kyrgyz
lo|ລາວ|Lao
lv|Latviešu|Latvian
ln|Lingála|Lingala
lt|Lietuvių|Lithuanian
mk|Македонски|Macedonian
ms|Bahasa Melayu|Malay
ml|മലയാളം|Malayalam
mam|Mam|Mam
mr|मराठी|Marathi
mh|Kajin M̧ajeļ|Marshallese
mxb|Tu’un Savi|Mixtec
mn|Монгол|Mongolian
nv|Diné bizaad|Navajo
ne|नेपाली|Nepali
no|Norsk|Norwegian
om|Afaan Oromoo|Oromo
ps|پښتو|Pashto
pl|Polski|Polish
pt|Português|Portuguese
pa|ਪੰਜਾਬੀ|Punjabi
qu|Runa Simi|Quechua
kek|Q’eqchi’|Q’eqchi’
ro|Română|Romanian
ru|Русский|Russian
sm|Gagana Samoa|Samoan
sr|Српски|Serbian
sn|ChiShona|Shona
si|සිංහල|Sinhala
sk|Slovenčina|Slovak
sl|Slovenščina|Slovenian
so|Soomaali|Somali
es|Español|Spanish
sw|Kiswahili|Swahili
sv|Svenska|Swedish
tl|Tagalog|Tagalog (Filipino)
tg|Тоҷикӣ|Tajik
ta|தமிழ்|Tamil
te|తెలుగు|Telugu
th|ไทย|Thai
bo|བོད་སྐད་|Tibetan
ti|ትግርኛ|Tigrinya
to|Lea fakatonga|Tongan
tr|Türkçe|Turkish
tk|Türkmençe|Turkmen
uk|Українська|Ukrainian
ur|اردو|Urdu
ug|ئۇيغۇرچە|Uyghur
uz|Oʻzbekcha|Uzbek
vi|Tiếng Việt|Vietnamese
wo|Wolof|Wolof
xh|isiXhosa|Xhosa
yi|ייִדיש|Yiddish
yo|Yorùbá|Yoruba
zu|isiZulu|Zulu
"""


@cache
def languages() -> tuple[Language, ...]:
    """Return all languages, by English name."""
    found = (Language(*line.split("|")) for line in _LINES.strip().splitlines())
    return tuple(sorted(found, key=lambda language: language.english_name))


def language_of(code: str) -> Language:
    """Return the language of a code; one that is not listed is named by its code."""
    return next((language for language in languages() if language.code == code), Language(code, code, code))
