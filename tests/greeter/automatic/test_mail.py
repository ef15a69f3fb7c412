"""Handing a mail in: what is known of it at every moment, against a real server."""

from __future__ import annotations

import threading
from email.message import EmailMessage

import pytest

from greeter.automatic.login import Login
from greeter.automatic.mail import Fate, hand_in
from greeter.model.automatic import MailServer as Where
from greeter.model.automatic import Security
from tests.mail_server import MailServer, Post, free_port
from tests.store.certificates import Authority

RIGHT, WRONG = Login("greeter", "right horse"), Login("greeter", "wrong horse")
TO = "maya@office.test"


@pytest.fixture(scope="module")
def plain():
    """A server without encryption, and its post, emptied before each use."""
    post = Post()
    with MailServer(post) as port:
        yield post, port


@pytest.fixture
def post(plain):
    plain[0].__init__()
    return plain[0]


@pytest.fixture
def send(plain, post):
    def send(may_go=lambda: True, **more):
        where = Where("127.0.0.1", "greeter@office.test", Security.NONE, plain[1], sign_in=False)
        return hand_in(where, None, letter(), TO, may_go, **{"patience_s": 5, "last_patience_s": 5, **more})

    return send


def letter():
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "greeter@office.test", TO, "Fünf Besuche"
    mail["Message-ID"] = "<greeter.1@office.test>"
    mail.set_content(".\n.. two dots\n.hidden\nthe end")
    mail.add_attachment(b"%PDF " + bytes(range(256)), maintype="application", subtype="pdf", filename="a.pdf")
    return mail


class TestAnswers:
    def test_taken_with_the_server_s_words(self, send, post):
        asked = []
        answer = send(may_go=lambda: asked.append(post.offered) or True)
        assert (answer.fate, answer.words) == (Fate.TAKEN, "250 OK, taken as 7f3a")
        assert asked == [0], "the last line goes out after that"
        ((to, mail),) = post.mails
        assert (to, mail["Subject"], mail["Message-ID"]) == (TO, "Fünf Besuche", "<greeter.1@office.test>")
        text, attachment = mail.iter_parts()
        assert text.get_content().replace("\r\n", "\n") == ".\n.. two dots\n.hidden\nthe end\n"
        assert attachment.get_content() == b"%PDF " + bytes(range(256))

    def test_nothing_goes_out_where_another_has_taken_it(self, send, post):
        assert send(may_go=lambda: False).fate is Fate.LEFT
        assert (post.offered, post.mails) == (0, [])

    @pytest.mark.parametrize(
        ("answer", "fate"),
        [
            ("451 try later", Fate.LATER), ("554 no such thing", Fate.REFUSED), (None, Fate.UNKNOWN),
            ("354 go on", Fate.UNKNOWN), ("650 taken or not", Fate.UNKNOWN),
        ],
    )  # fmt: skip
    def test_what_the_last_answer_says(self, send, post, answer, fate):
        post.to_data = [answer]
        got = send()
        assert (got.fate, post.mails, post.offered) == (fate, [], 1)
        assert got.words == (answer or "The mail server did not answer in time, or ended the connection.")

    def test_an_answer_without_a_number_says_nothing(self, send, post):
        post.to_data = ["Welcome, all is well"]
        answer = send()
        assert (answer.fate, answer.words) == (Fate.UNKNOWN, "The mail server’s answer was not understood.")

    def test_taken_and_the_connection_lost_with_the_answer_is_unknown(self, send, post):
        post.to_data = ["take and drop"]
        assert send().fate is Fate.UNKNOWN
        assert len(post.mails) == 1

    @pytest.mark.parametrize(
        ("answer", "fate"), [("450 mailbox busy", Fate.LATER), ("550 no such user", Fate.REFUSED), (None, Fate.LATER)]
    )
    def test_before_the_mail_nothing_is_unknown(self, send, post, answer, fate):
        post.to_recipient = [answer]
        assert send().fate is fate
        assert post.offered == 0

    def test_who_answers_too_slowly_may_have_taken_it(self, send, post):
        post.slow = threading.Event()
        answer = send(last_patience_s=0.05)
        post.slow.set()
        assert answer.fate is Fate.UNKNOWN

    def test_a_server_that_is_away_is_tried_later(self):
        where = Where("127.0.0.1", "greeter@office.test", Security.NONE, free_port(), sign_in=False)
        answer = hand_in(where, None, letter(), TO, lambda: True)
        assert (answer.fate, answer.words) == (Fate.LATER, "The mail server can’t be reached: connection refused.")


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("mail"), "office")


@pytest.fixture
def trusted(authority, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    return authority.sign("localhost")


class TestSecrets:
    @pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
    def test_it_signs_in_behind_encryption(self, trusted, security):
        post = Post()
        with MailServer(post, trusted, from_the_first_byte=security is Security.TLS) as port:
            where = Where("localhost", "greeter@office.test", security, port)
            assert hand_in(where, RIGHT, letter(), TO, lambda: True).fate is Fate.TAKEN
            refused = hand_in(where, WRONG, letter(), TO, lambda: True)
        assert set(post.logins) == {("greeter", "right horse"), ("greeter", "wrong horse")}
        assert (refused.fate, refused.words) == (Fate.LATER, "The mail server does not take this user and password.")
        assert len(post.mails) == 1

    def test_a_server_that_nobody_vouches_for_gets_nothing(self, authority):
        post = Post()
        with MailServer(post, authority.sign("localhost")) as port:
            where = Where("localhost", "greeter@office.test", Security.STARTTLS, port)
            answer = hand_in(where, RIGHT, letter(), TO, lambda: True)
        assert answer.fate is Fate.LATER
        assert "certificate is not trusted" in answer.words
        assert (post.logins, post.mails) == ([], [])

    def test_no_password_goes_out_in_clear(self, plain, post):
        where = Where("127.0.0.1", "greeter@office.test", Security.STARTTLS, plain[1])
        answer = hand_in(where, RIGHT, letter(), TO, lambda: True)
        assert (answer.fate, post.logins, post.mails) == (Fate.LATER, [], [])
        assert answer.words == "The mail server does not offer what was asked for: STARTTLS, or signing in."

    def test_it_is_shown_nowhere(self):
        assert repr(RIGHT) == "Login(...)"
