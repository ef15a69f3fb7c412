"""Words to service, learned from examples: by the linear model and its fellows, and how sure they are."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from greeter.guidance import learned_words, reasons
from greeter.guidance.learned_words import Example, LearnedWords
from greeter.guidance.lessons import Taught
from greeter.guidance.reasons import ReasonSearch
from greeter.guidance.word_features import WordFeatures, stems

PETS = ("my puppy ran away", "a license for the dog", "the cat needs a tag", "dog tag is lost", "new dog in the family")
WATER = ("water bill is too high", "turn on the water", "no water at home", "the meter leaks", "pay for water")
TREES = (
    "an oak fell down",
    "may I cut a tree",
    "the tree leans on my roof",
    "branches over the street",
    "old oak tree",
)
ABOUT = {"dog": ["Dog license"], "water": ["Water account"], "tree": ["Trees"]}
EXAMPLES = [
    Example(words, service) for service, all_ in (("dog", PETS), ("water", WATER), ("tree", TREES)) for words in all_
]


@pytest.fixture(scope="module")
def learned():
    return LearnedWords(EXAMPLES, ABOUT)


def best(learned, *sentences):
    told = learned.ask(sentences)
    return [told.services[at] for at in np.asarray(told.shares).argmax(axis=1)]


def test_what_was_learned_is_found_in_other_words_and_misspelt(learned):
    assert best(learned, "puppys license", "watre bil", "a fallen oak") == ["dog", "water", "tree"]


def test_shares_of_a_sentence_add_up_to_one(learned):
    told = learned.ask(["dog and water", "", "zzz"])
    assert np.asarray(told.shares).sum(axis=1) == pytest.approx([1, 1, 1])
    assert (np.asarray(told.shares) >= 0).all()


def test_it_is_surer_of_what_it_knows_than_of_what_is_foreign(learned):
    own, foreign = learned.ask([*PETS, *WATER]).sureness, learned.ask(["pizza with cheese", "zzz", ""]).sureness
    assert min(own) > max(foreign)


def test_the_name_of_a_service_without_examples_is_found():
    assert best(LearnedWords(EXAMPLES, {**ABOUT, "vote": ["Register to vote"]}), "where do I vote") == ["vote"]


def test_two_services_are_told_apart_either_way_round():
    two = [each for each in EXAMPLES if each.service != "tree"]
    learned = LearnedWords(two, {"dog": ["Dog"], "water": ["Water"]})
    assert best(learned, "my dog", "my water") == ["dog", "water"]


def test_many_examples_are_fitted_by_their_words_as_written(monkeypatch):
    few = LearnedWords(EXAMPLES, ABOUT).ask(["the oak", "a puppy"]).shares
    monkeypatch.setattr(learned_words, "FACTORED_UP_TO", 0)
    learned = LearnedWords(EXAMPLES, ABOUT)
    assert learned.ask(["the oak", "a puppy"]).shares == pytest.approx(few, abs=0.2)
    assert best(learned, "puppys license", "the oak") == ["dog", "tree"]
    two = [each for each in EXAMPLES if each.service != "tree"]
    assert best(LearnedWords(two, {}), "my dog", "my water") == ["dog", "water"]


def test_rewritten_by_likeness_the_linear_model_is_the_same():
    rows, meant = WordFeatures([each.words for each in EXAMPLES]).taught, [each.service for each in EXAMPLES]
    likeness = learned_words._likeness(rows)
    weights, offset = learned_words._linear(rows, meant)
    factored, factored_offset = learned_words._factored(rows, likeness, meant)
    assert rows @ factored + factored_offset == pytest.approx(rows @ weights + offset, abs=0.1)


def test_likeness_by_blocks_is_that_of_all_with_all(monkeypatch):
    monkeypatch.setattr(learned_words, "BLOCK", 4)
    rows = WordFeatures([each.words for each in EXAMPLES]).taught
    assert learned_words._likeness(rows) == pytest.approx((rows @ rows.T).toarray(), abs=1e-6)


def test_the_curve_passes_near_its_examples_and_stays_low_where_there_are_none():
    likeness = np.array([[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]], dtype=np.float32)
    bent = np.array([[1.15, 0.375, 0], [0.375, 1.15, 0], [0, 0, 1.15]])
    meant = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    assert learned_words._curve(likeness, meant) == pytest.approx(np.linalg.solve(bent, meant), abs=1e-5)


def test_the_curve_speaks_louder_with_more_examples_a_service():
    many = [Example(f"{each.words} {at}", each.service) for at in range(6) for each in EXAMPLES]
    assert LearnedWords(many, ABOUT)._powers[3] > LearnedWords(EXAMPLES, ABOUT)._powers[3]


def test_few_examples_are_none_held_back():
    learned = LearnedWords([Example("puppy", "dog"), Example("tap", "water")], {})
    assert best(learned, "puppies", "the tap") == ["dog", "water"]
    assert learned.ask(["zzz"]).sureness[0] < learned.ask(["puppy"]).sureness[0]


def test_one_service_is_nothing_to_tell_apart():
    with pytest.raises(ValueError, match="apart"):
        LearnedWords([Example("a dog", "dog")], {})


def test_rows_have_length_one_and_likeness_is_their_product():
    features = WordFeatures(PETS)
    rows = features.rows([PETS[0], PETS[0].upper() + "!", "zzz"])
    like = (rows @ rows.T).toarray()
    assert like[0, 0] == pytest.approx(1, abs=1e-5)
    assert like[0, 1] == pytest.approx(1, abs=1e-5)
    assert like[0, 2] < 0.2


def test_stems_by_language():
    assert stems("I couldn’t renew licenses") == ["i", "could", "not", "renew", "licens"]
    assert stems("renovaciones", english=False) == ["renova"]
    assert stems("建房子") == ["建", "房", "建房", "子", "房子"]


TAUGHT = Taught(
    "en",
    tuple(
        Example(words, service)
        for _ in range(3)
        for words, service in [
            ("bee hives in the yard", "dog"), ("may I keep bees", "dog"), ("honey bees", "dog"),
            ("a deck", "permit"), ("build a fence", "permit"), ("my tax bill", "property-tax"),
            ("recycling bin", "trash"), ("pothole", "problem"),
        ]
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def search(office):
    return ReasonSearch(office, taught=TAUGHT)


class TestSearch:
    """The office file and what was learned, together."""

    def test_learned_words_are_found(self, office, search):
        assert [match.service_id for match in ReasonSearch(office).find("keep bees")] != ["dog"]
        assert search.find("can we keep bees here")[0].service_id == "dog"

    def test_the_office_file_still_counts(self, search):
        assert search.find("register to vote")[0].service_id == "vote"
        assert search.find("got a new puppy")[0].service_id == "dog"

    def test_foreign_words_are_not_guessed_at(self, search):
        answer = search.answer("pizza")
        assert not answer.sure
        assert answer.matches == ()
        assert search.answer("").matches == ()

    def test_it_is_sure_of_what_it_was_taught(self, search):
        answer = search.answer("honey bees")
        assert answer.sure
        assert answer.matches[0].why == ""
        assert 0 < answer.matches[0].score <= 1

    def test_only_the_services_that_may_be_chosen(self, office):
        among = [service for service in office.services if service.id != "dog"]
        assert all(m.service_id != "dog" for m in ReasonSearch(office, among, TAUGHT).find("honey bees"))

    def test_without_the_extra_counting_serves(self, office, monkeypatch):
        monkeypatch.setattr(reasons, "may_learn", lambda: False)
        search = ReasonSearch(office, taught=TAUGHT)
        assert search.answer("got a new puppy").sure
        assert search.find("got a new puppy")[0].service_id == "dog"

    def test_few_examples_leave_it_to_the_office_file(self, office):
        search = ReasonSearch(office, taught=Taught("en", TAUGHT.examples[:3]))
        assert search.find("got a new puppy")[0].service_id == "dog"


def test_the_search_loads_no_scikit_learn_before_it_learns():
    program = (
        "import sys; from greeter.guidance.reasons import ReasonSearch; from greeter.catalogue.office_file import load;"
        "from greeter.settings import DEFAULT_OFFICE; ReasonSearch(load(DEFAULT_OFFICE)).find('dog');"
        "print(sorted({'sklearn', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
