"""Words of hardship raise a quiet sign, in each language, and everyday errands do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greeter.guidance.distress import Distress, Sign, distressed
from greeter.guidance.folded import folded, words_of


@pytest.mark.parametrize(
    ("words", "language", "kind"),
    [
        ("I am being evicted on Friday", "en", Distress.HOME),
        ("We have nowhere\nto live", "en", Distress.HOME),
        ("My ex THREATENED me", "en", Distress.DANGER),
        ("I need a restraining order", "en", Distress.DANGER),
        ("My son got hurt on the sidewalk", "en", Distress.HARM),
        ("I can’t afford food for the kids", "en", Distress.WANT),
        ("My mother passed away", "en", Distress.LOSS),
        ("me van a desalojar", "es", Distress.HOME),
        ("Recibí amenazas de mi vecino", "es", Distress.DANGER),
        ("Mi esposo murió", "es", Distress.LOSS),
        ("mi marido me pega", "es", Distress.HARM),
        ("me anda siguiendo un hombre", "es", Distress.DANGER),
        ("Nos corrieron de la casa", "es", Distress.HOME),
        ("me van a cortar la luz", "es", Distress.WANT),
        ("Mon propriétaire veut m’expulser", "fr", Distress.HOME),
        ("il me menace", "fr", Distress.DANGER),
        ("Je suis blessé", "fr", Distress.HARM),
        ("Mon mari me frappe", "fr", Distress.HARM),
        ("J’ai plus envie de vivre", "fr", Distress.HARM),
        ("J’ai été violé", "fr", Distress.HARM),
        ("Mon ex est violent et j’ai peur pour mes enfants", "fr", Distress.DANGER),
        ("On nous a mis dehors", "fr", Distress.HOME),
        ("je suis à la rue", "fr", Distress.HOME),
        ("nous dormons dans la voiture", "fr", Distress.HOME),
        ("J’ai perdu ma sœur", "fr", Distress.LOSS),
        ("on m’a coupé l’eau", "fr", Distress.WANT),
        ("J’ai été licenciée", "fr", Distress.WANT),
        ("房东要把我们赶出去", "zh", Distress.HOME),
        ("有人威胁我", "zh", Distress.DANGER),
        ("我想死", "yue", Distress.HARM),
        ("我老公打我", "zh", Distress.HARM),
        ("收到停水通知，交不起水费", "zh", Distress.WANT),
        ("Tôi bị đuổi khỏi nhà", "vi", Distress.HOME),
        ("chong toi de doa toi", "vi", Distress.DANGER),
        ("chồng tôi đánh tôi", "vi", Distress.HARM),
        ("bi chu nha duoi ra duong", "vi", Distress.HOME),
        ("Mẹ tôi mới mất hôm qua", "vi", Distress.LOSS),
        ("Ba tôi mất.", "vi", Distress.LOSS),
        ("Tôi bị đuổi việc, không có tiền trả tiền nhà", "vi", Distress.WANT),
        ("تلقيت أمر إخلاء", "ar", Distress.HOME),
        ("زوجي يهددني", "ar", Distress.DANGER),
        ("أنا خائفة", "ar", Distress.DANGER),
        ("جوزي بيضربني", "ar", Distress.HARM),
        ("بدي أموت", "ar", Distress.HARM),
        ("هربت من زوجي", "ar", Distress.DANGER),
        ("صاحب البيت بدو يطلعنا من البيت", "ar", Distress.HOME),
        ("ما عندي مكان نام", "ar", Distress.HOME),
        ("سيارة والدي المرحوم", "ar", Distress.LOSS),
        ("طردوني من الشغل وما معي مصاري", "ar", Distress.WANT),
    ],
)
def test_hardship_is_heard_in_each_language(words, language, kind):
    sign = distressed(words, language)
    assert sign is not None
    assert sign.kind is kind


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("", "en"),
        ("A death certificate for my uncle’s bank", "en"),
        ("I got locked out of my online account", "en"),
        ("My inspection has passed", "en"),
        ("I want to kill weeds by the road", "en"),
        ("traffic ticket", "en"),
        ("Quiero renovar mi licencia, qué lástima", "es"),
        ("Me sigue llegando el recibo y me echaron una multa", "es"),
        ("Golpearon mi carro, hay un hoyo y es un peligro", "es"),
        ("Un acta de fallecimiento para el seguro", "es"),
        ("faire enlever un arbre, où aller ?", "fr"),
        ("J’ai frappé à la porte, et mon entrepreneur est licencié", "fr"),
        ("Faites couper l’eau : un nouveau tuyau jusqu’à la rue", "fr"),
        ("Acte de décès, enlèvement des ordures, chien agressif", "fr"),
        ("J’ai peur d’avoir perdu mon permis de travail", "fr"),
        ("Ma voiture est dans la rue, et la poubelle mise dehors hier n’est pas vide", "fr"),
        ("Un arbre menace de tomber, et la haie me cache la vue", "fr"),
        ("请打我的电话，跟踪我的申请", "zh"),
        ("名字被打错了，要死亡证，有没有钱退，路口没有危险", "zh"),
        ("Giấy phép của tôi đã mất rồi", "vi"),
        ("Xe bị đánh cắp, bằng lái cũng bị đánh mất", "vi"),
        ("Chết rồi, tôi quên giấy, chờ lâu muốn chết", "vi"),
        ("Ba tôi mất bằng lái, tôi không có tiền mặt", "vi"),
        ("Góc đường này nguy hiểm, nhà bị chảy nước, tôi đã trả hết tiền", "vi"),
        ("شهادة وفاة وضريبة المنزل وطرد بريدي", "ar"),
        ("مصابيح الشارع لا تعمل، وشجرة خطرة", "ar"),
        ("ماتور السيارة، وتوفير موقف لتوفيق", "ar"),
    ],
)
def test_everyday_errands_raise_no_sign(words, language):
    assert distressed(words, language) is None


def test_the_words_that_told_are_named():
    assert distressed("They will EVICT us", "en") == Sign(Distress.HOME, "evict")


def test_the_gravest_sign_is_told():
    sign = distressed("I was evicted and he beats me", "en")
    assert sign is not None
    assert sign.kind is Distress.HARM


def test_a_clerk_writes_in_the_offices_language():
    assert distressed("was evicted", "vi") is not None
    assert distressed("was evicted", "vi", office_language="fr") is None
    assert distressed("expulsée", "vi", office_language="fr") is not None


def test_a_language_without_a_list_is_looked_through_as_english():
    assert distressed("evicted", "hmn", office_language="es") is not None
    assert distressed("amenaza", "es-MX") is not None


def test_an_office_adds_words():
    own = ("Wildfire", "smoke*", "shut off", "洪水")
    assert distressed("The wildfire took it", "en", office_words=own) == Sign(Distress.OWN, "wildfire")
    assert distressed("so smoky, smoked", "en", office_words=own) == Sign(Distress.OWN, "smoked")
    assert distressed("water was shut  off", "en", office_words=own) is not None
    assert distressed("家里洪水", "zh", office_words=own) == Sign(Distress.OWN, "洪水")
    assert distressed("wildfires", "en", office_words=own) is None
    assert distressed("wildfire", "en", office_words=(" ",)) is None


def test_a_listed_word_is_graver_than_the_offices_own():
    sign = distressed("evicted by wildfire", "en", office_words=("wildfire",))
    assert sign is not None
    assert sign.kind is Distress.HOME


@given(st.text(max_size=300), st.sampled_from(["en", "es", "fr", "zh", "vi", "ar", "xx", ""]))
def test_no_text_breaks_it(words, language):
    distressed(words, language, office_words=("a*", "("))


def test_folding_leaves_out_capitals_accents_and_strokes():
    assert folded("Đuổi CAFÉ") == "duoi cafe"
    assert words_of("Straße, naïve—b2_c") == ["strasse", "naive", "b2", "c"]
    assert words_of("x" * 90) == ["x" * 40]
