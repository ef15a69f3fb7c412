"""Practice: scenes as files, the visitor's side, and what a clerk is told at the end, played by a manual clock."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import pytest

from greeter.catalogue.last_good import open_office
from greeter.clock import ManualClock
from greeter.front_desk.room import Notice
from greeter.model.catalogue import NextStep, Owner
from greeter.model.visit import State
from greeter.opening import open_front_desk
from greeter.practice.aims import RULES
from greeter.practice.closing import close
from greeter.practice.our_lines import our_lines
from greeter.practice.scene import Aim, Ending, Manner, Moment
from greeter.practice.scene_file import NEEDED, read_text
from greeter.practice.scenes import OURS, misfit, named, scenes_of
from greeter.practice.seen import look
from greeter.practice.stage import YOU, set_up, time_before
from greeter.practice.visitor import Visitor
from greeter.problems import CatalogueProblem, NotFound
from greeter.settings import RESOURCES
from greeter.simulate.roster import clerk_at
from greeter.texts import Texts
from greeter.views.queue_view import read_queue

TEXTS = Texts()
OFFICE = open_office(None)
SCENES = scenes_of(OFFICE)


@dataclass
class Play:
    """A scene on a stage of its own, and a clerk's hands."""

    scene: object
    desk: object
    clock: ManualClock
    stage: object
    visitor: Visitor
    printed: bool = False

    def look(self):
        """Let the visitor see what is so; return it."""
        seen = look(self.desk, self.stage, printed=self.printed)
        self.visitor.see(seen)
        return seen

    def after(self, seconds):
        """Let time pass, and look."""
        self.clock.advance(seconds=seconds)
        return self.look()

    def say(self, *, helpful):
        """Say the first thing that helps, or that does not; what asks again before all else that does not."""
        choices = self.visitor.question.choices
        place = next(at for at, one in enumerate(choices) if one.manner.helps is helpful)
        return self.visitor.hear(place, "Thank you for waiting.", self.look().now)

    def serve(self):
        """Call whoever is next, and begin."""
        self.clock.advance(seconds=15)
        called = self.desk.call_next(counter=self.stage.counter, clerk=YOU)
        assert called.visit_id == self.stage.visit_id, "the visitor of the scene is next"
        self.look()
        if self.visitor.line(Moment.CALLED).says == "":
            self.clock.advance(seconds=31)
        self.desk.start(called.visit_id, counter=self.stage.counter, clerk=YOU)
        self.after(10)

    def closing(self):
        """Sum it up."""
        return close(self.desk, self.stage, self.visitor, TEXTS, printed=self.printed)

    @property
    def moments(self):
        return [one.line for one in self.visitor.talk]


@pytest.fixture
def play():
    """Sets a scene up; closes its desk."""
    opened = []

    def begin(scene, seed=1):
        clock = ManualClock(time_before(OFFICE, scene))
        desk = open_front_desk("sqlite://", clock=clock, catalogue=OFFICE, durable=False)
        opened.append(desk)
        stage = set_up(desk, clock, scene, seed)
        made = Play(scene, desk, clock, stage, Visitor(stage, TEXTS))
        made.look()
        return made

    yield begin
    for desk in opened:
        desk.close()


def does_all_well(played):
    """Do everything that the window offers, as it should be done."""
    desk, visit, scene = played.desk, played.stage.visit_id, played.scene
    by = {"clerk": YOU}
    if scene.delay:
        desk.give_notice(Notice.DELAY, text="one clerk of four is out", **by)
    played.serve()
    while played.visitor.question is not None:
        played.say(helpful=True)
        played.clock.advance(seconds=40)
    desk.call_for_help(played.stage.counter, **by)
    desk.note(visit, "What we talked about", counter=played.stage.counter, **by)
    desk.take_steps(visit, OFFICE.service(scene.service).steps, **by)
    desk.add_step(visit, NextStep("Write to them", Owner.OFFICE, due_days=3), **by)
    wanted = " ".join(group[0] for group in scene.expected.mentions)
    desk.agree(visit, f"You came about {wanted}.", counter=played.stage.counter, **by)
    played.printed = True
    played.after(30)
    if scene.expected.ending is Ending.TRANSFER:
        desk.transfer(visit, service=scene.expected.service, note="The baby’s name is Leo.")
    else:
        outcome = scene.expected.outcomes[-1] if scene.expected.outcomes else "resolved"
        desk.finish(visit, outcome=outcome, came_back=bool(scene.before))
    played.after(5)


def does_all_badly(played):
    """Come late, ask again, agree on nothing, and send them away with the wrong outcome."""
    desk, visit, scene = played.desk, played.stage.visit_id, played.scene
    played.after(60 * (scene.person.leaves_after - 0.5))
    desk.call(visit, counter=played.stage.counter, clerk=YOU, reason="Now then")
    played.clock.advance(seconds=90)
    desk.start(visit, counter=played.stage.counter, clerk=YOU)
    played.after(80)
    while played.visitor.question is not None:
        manners = [one.manner for one in played.visitor.question.choices]
        worst = [Manner.ASKS_AGAIN, Manner.OFFICIAL, Manner.PROMISES, Manner.RUSHES]
        place = next(
            manners.index(one) for one in sorted(worst, key=lambda one: one in said_by(played)) if one in manners
        )
        played.visitor.hear(place, "", played.look().now)
        played.clock.advance(seconds=10)
    wrong = "not-possible"
    desk.finish(visit, outcome=wrong)
    played.after(5)


def said_by(played):
    """Return the manners that were used: each of the bad ones is to be told of."""
    return {one.manner for one in played.visitor.heard}


class TestFiles:
    def test_every_scene_of_ours_fits_the_sample_office_and_practises_what_it_can_judge(self):
        assert len(SCENES) == len(list(OURS.glob("*.toml"))) >= 6
        assert {scene.id for scene in SCENES} >= {"long-wait", "third-visit", "wrong-form", "language-apart"}
        assert set(RULES) == set(Aim)
        assert {aim for scene in SCENES for aim in scene.aims} == set(Aim)
        for scene in SCENES:
            assert Aim.CALL in scene.aims
            assert Aim.RIGHT_END in scene.aims
            assert all(any(not one.manner.helps for one in asked.choices) for asked in scene.questions)

    def test_every_moment_has_words(self):
        assert set(our_lines(TEXTS)) | set(NEEDED) == set(Moment)

    def test_everything_to_mend_is_told_with_its_line(self):
        text = (OURS / "upset.toml").read_text(encoding="utf-8")
        broken = (
            text.replace('aims = ["call",', 'aims = ["cal",')
            .replace("leaves_after = 6", "leaves_after = 1")
            .replace("told = [5, 15]", "told = [15, 5]")
            .replace("[says.started]", "[says.begun]")
            .replace('icon = "hand-heart"', 'icon = "gun"')
        )
        problems = [str(problem) for problem in read_text(broken, "mine.toml").problems]
        for words in ("“cal” is not known here", "leave before they grow uneasy", "no range of minutes",
                      "says, started: It is missing", "says, begun: This key is not known", "no drawing “gun”"):  # fmt: skip
            assert any(words in problem for problem in problems), (words, problems)
        assert all(problem.startswith("mine.toml, line ") for problem in problems)
        assert read_text("scene = 3 4", "mine.toml").problems[0].where == "mine.toml"

    def test_the_scene_of_the_docs_is_sound_and_the_docs_name_every_word(self):
        page = (Path(__file__).parents[2] / "docs" / "practice.md").read_text(encoding="utf-8")
        example = page.split("```toml")[1].split("```")[0]
        assert read_text(example, "docs").problems == ()
        for word in [*Moment, *Manner, *Aim, *(scene.id for scene in SCENES)]:
            assert re.search(rf"[`.\[ ]{word.value if isinstance(word, StrEnum) else word}[`\], \n]", page), word

    def test_an_office_brings_its_own_scenes(self, tmp_path):
        text = (OURS / "wrong-form.toml").read_text(encoding="utf-8")
        (tmp_path / "mine.toml").write_text(text.replace('id = "wrong-form"', 'id = "mine"'), encoding="utf-8")
        assert [scene.id for scene in scenes_of(OFFICE, tmp_path)][-1] == "mine"
        (tmp_path / "mine.toml").write_text(text.replace('"business"', '"bakery"'), encoding="utf-8")
        with pytest.raises(CatalogueProblem, match="no service “bakery”"):
            scenes_of(OFFICE, tmp_path)
        with pytest.raises(NotFound, match="There are: long-wait, third-visit"):
            named(SCENES, "lunch")

    def test_scenes_about_services_that_an_office_has_not_are_left_out(self):
        cars = open_office(RESOURCES / "catalogue" / "motor-vehicles.toml")
        fitting = scenes_of(cars)
        assert [scene.id for scene in fitting] == ["few-words"], "it names no service"
        assert cars.has_service(fitting[0].service)
        assert fitting[0].person.reason in cars.service(fitting[0].service).synonyms
        assert all(misfit(cars, scene) for scene in SCENES)
        closed = replace(cars, counters=())
        with pytest.raises(NotFound, match="None of the scenes fits"):
            scenes_of(closed)


class TestStage:
    @pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
    def test_who_does_all_well_hears_only_good(self, play, scene):
        played = play(scene)
        does_all_well(played)
        closing = played.closing()
        assert [one.aim for one in closing.well] == list(scene.aims), closing.next_time
        assert closing.next_time == ()
        assert played.visitor.talk[-1].line in {scene.says.get(Moment.FINISHED), played.visitor.line(Moment.MOVED)}

    @pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
    def test_who_does_each_thing_wrong_is_told_of_it(self, play, scene):
        played = play(scene)
        does_all_badly(played)
        closing = played.closing()
        told = {one.aim for one in closing.next_time}
        used = said_by(played)
        unjudged = {
            aim for aim, bad in ((Aim.PLAIN, Manner.OFFICIAL), (Aim.HONEST, Manner.PROMISES)) if bad not in used
        }
        assert set(scene.aims) - unjudged <= told | (
            set(scene.aims) & {Aim.ASK_ONCE} if Manner.ASKS_AGAIN not in used else set()
        )
        assert {Aim.CALL, Aim.GREET, Aim.RIGHT_END} <= told
        assert played.visitor.trust < 0
        assert played.visitor.line(Moment.BARE_FINISH) in played.moments
        assert all(one.words for one in closing.next_time)

    def test_the_room_is_the_same_for_the_same_seed(self, play):
        scene = named(SCENES, "upset")
        rooms = []
        for seed in (3, 3, 4):
            played = play(scene, seed)
            queue = read_queue(played.desk, played.stage.counter)
            rows = [(row.number, row.service) for row in (*queue.mine, *queue.others)]
            played.serve()
            rooms.append((rows, [one.says for one in played.visitor.question.choices]))
        assert rooms[0] == rooms[1]
        assert rooms[0] != rooms[2]

    def test_no_colleague_takes_the_visitor_of_the_scene(self, play):
        played = play(named(SCENES, "long-wait"))
        for counter in OFFICE.counters:
            if counter.id != played.stage.counter and counter.id not in played.stage.closed:
                for _ in range(8):
                    called = played.desk.call_next(counter=counter.id, clerk=clerk_at(int(counter.id) - 1))
                    assert called is None or called.visit_id != played.stage.visit_id
                    if called is not None:
                        played.desk.start(called.visit_id)
                        played.desk.finish(called.visit_id, outcome="resolved")

    def test_the_card_knows_of_the_earlier_visits(self, play):
        seen = play(named(SCENES, "third-visit")).look()
        assert [bool(note.ticket) for note in seen.card.notes] == [True]
        assert seen.card.goes_on is not None
        assert seen.card.earlier_visits == 2
        assert seen.notes == 0, "they are a colleague's"


class TestVisitor:
    def test_they_grow_uneasy_and_leave_when_nobody_calls(self, play):
        played = play(named(SCENES, "no-time"))
        person = played.scene.person
        seen = played.after(60 * person.late_after)
        assert played.visitor.line(Moment.LATE) in played.moments
        assert not played.visitor.loses_patience(seen)
        seen = played.after(60 * (person.leaves_after - person.late_after))
        assert played.visitor.loses_patience(seen)
        played.desk.leave(played.stage.visit_id)
        assert played.look().is_over
        assert played.moments[-1] == played.scene.says[Moment.LEFT]
        closing = played.closing()
        assert [one.aim for one in closing.next_time] == [Aim.CALL]
        assert closing.well == ()

    def test_they_speak_up_when_nobody_says_hello(self, play):
        played = play(named(SCENES, "upset"))
        played.serve()
        played.after(50)
        assert played.scene.says[Moment.QUIET] in played.moments

    def test_they_ask_for_a_day_where_a_step_has_none_and_miss_what_was_left_out(self, play):
        played = play(named(SCENES, "upset"))
        played.serve()
        played.desk.add_step(played.stage.visit_id, "Send us the letter", clerk=YOU)
        played.desk.agree(played.stage.visit_id, "You came about a letter.", clerk=YOU)
        played.look()
        assert {played.scene.says[Moment.VAGUE_STEP], played.scene.says[Moment.MISSED]} <= set(played.moments)
        played.desk.agree(played.stage.visit_id, "You pay the bill of your house in parts.", clerk=YOU)
        played.look()
        assert played.moments[-1] == played.scene.says[Moment.AGREED]
        played.desk.add_step(played.stage.visit_id, "Bring the letter", clerk=YOU)
        closing = played.closing()
        told = {one.aim: one.words for one in closing.next_time}
        assert told[Aim.SUMMARY].startswith("Something was changed after they agreed.")

    def test_a_finish_that_was_taken_back_is_no_end(self, play):
        played = play(named(SCENES, "wrong-form"))
        played.serve()
        played.desk.finish(played.stage.visit_id, outcome="resolved")
        assert played.look().is_over
        played.desk.undo(clerk=YOU)
        seen = played.look()
        assert not seen.is_over
        assert seen.card.state is State.SERVING
        assert played.visitor.question is not None

    def test_sent_on_without_a_word_they_fear_to_tell_it_all_again(self, play):
        played = play(named(SCENES, "two-matters"))
        played.serve()
        played.desk.transfer(played.stage.visit_id, service="records")
        played.look()
        assert played.moments[-1] == played.scene.says[Moment.BARE_MOVE]


def test_the_figures_are_those_of_the_report(play):
    played = play(named(SCENES, "long-wait"))
    does_all_well(played)
    figures = {line.name: line for line in played.closing().figures}
    seen = played.look()
    assert figures["Wait"].value == f"{seen.request.wait_ms / 60_000:.1f} min"
    assert figures["Wait"].note == "15 min promised, 31 min of it before you began"
    assert figures["Within standard"].value == "0 of 1"
    assert figures["Under the upper number"].value == "0 of 1"
    assert figures["Asked twice"].value == "0"
    assert figures["Sent on"].value == "0"
    assert figures["Outcome"].value == "Follow-up"
    assert figures["Call to desk"].value.endswith(" min")
