"""Off this machine a server must prove who it is, by its certificate, before anything is sent to it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import ssl
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from greeter.opening import open_front_desk
from greeter.problems import StoreAway, StoreProblem
from greeter.store.postgres.authorities import authorities
from greeter.store.postgres.away import away_words
from greeter.store.postgres.connecting import Connecting
from greeter.store.postgres.examine import Verdict, examine
from tests.postgres_server import PostgresServer
from tests.store.certificates import HOST, Authority


@pytest.fixture(scope="module")
def trust(tmp_path_factory):
    """An authority that is believed, and one that is not."""
    folder = tmp_path_factory.mktemp("certificates")
    return Authority(folder, "the-city"), Authority(folder, "somebody-else")


@pytest.fixture(scope="module")
def server(trust):
    """A server that proves to be greeter-db.test, by the city's authority."""
    folder = Path(tempfile.mkdtemp(prefix="greeter-tls-"))  # the server's own user must reach it
    folder.chmod(0o755)
    certificate, key = (shutil.copy(path, folder) for path in trust[0].sign(HOST))
    Path(key).chmod(0o600)
    if os.geteuid() == 0:
        os.chown(key, pwd.getpwnam("postgres").pw_uid, -1)
    settings = ("ssl = on", f"ssl_cert_file = '{certificate}'", f"ssl_key_file = '{key}'", "log_connections = on")
    with_tls = PostgresServer(folder, settings=(*settings, "log_min_messages = log"))
    with_tls.database("store")
    yield with_tls
    with_tls.close()


@pytest.fixture(autouse=True)
def _nobody_is_believed_yet(monkeypatch, tmp_path):
    """The machine's own authorities stay out of it, and so does whatever its user has."""
    for name in ("PGSSLROOTCERT", "PGSSLMODE", "PGHOST", "PGHOSTADDR", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def address(server, host=HOST, database="store", **words):
    """The address of the server under a name; its packets stay on the loopback."""
    more = "".join(f"&{name}={value}" for name, value in words.items())
    return f"postgresql://postgres@{host}:{server.port}/{database}?hostaddr=127.0.0.1{more}"


def encrypted(desk):
    row = desk.store.rows("select ssl from pg_stat_ssl where pid = pg_backend_pid()")[0]
    return row["ssl"]


class TestAServerThatProvesItself:
    def test_its_authority_is_named_in_the_address(self, server, trust):
        with open_front_desk(address(server, sslrootcert=trust[0].certificate)) as desk:
            assert encrypted(desk)
            assert desk.check_in(service="permit").number

    def test_its_authority_is_one_of_the_system(self, server, trust, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(trust[0].certificate))
        with open_front_desk(address(server)) as desk:
            assert encrypted(desk)

    def test_its_authority_is_libpqs_own(self, server, trust, monkeypatch, tmp_path):
        monkeypatch.setenv("PGSSLROOTCERT", str(trust[0].certificate))
        with open_front_desk(address(server)) as desk:
            assert encrypted(desk)
        monkeypatch.delenv("PGSSLROOTCERT")
        (tmp_path / ".postgresql").mkdir()
        shutil.copy(trust[0].certificate, tmp_path / ".postgresql" / "root.crt")
        assert authorities() == str(tmp_path / ".postgresql" / "root.crt")

    def test_the_usual_places_are_looked_at_in_their_order(self, tmp_path, monkeypatch):
        monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: ssl.DefaultVerifyPaths(None, None, "", "", "", ""))
        there = tmp_path / "bundle.pem"
        there.write_text("")
        assert authorities((str(tmp_path / "not-there"), str(there))) == str(there)
        assert authorities(()) == "system"


class TestAServerThatDoesNot:
    def test_another_authority(self, server, trust):
        with pytest.raises(StoreAway, match="could not prove who it is: nothing was sent to it"):
            open_front_desk(address(server, sslrootcert=trust[1].certificate))

    def test_no_authority_that_this_machine_knows(self, server):
        with pytest.raises(StoreAway, match="write sslrootcert=FILE into the address"):
            open_front_desk(address(server))

    def test_another_name(self, server, trust):
        with pytest.raises(StoreAway, match="certificate is not for the name in the address"):
            open_front_desk(address(server, host="other-db.test", sslrootcert=trust[0].certificate))

    def test_an_authority_that_is_not_there(self, server, tmp_path):
        with pytest.raises(StoreAway, match="authority's file in the address can't be read"):
            open_front_desk(address(server, sslrootcert=tmp_path / "none.crt"))

    def test_an_address_that_contradicts_itself(self, server):
        with pytest.raises(StoreAway, match="asks for TLS in two ways at once"):
            open_front_desk(address(server, sslmode="require", sslrootcert="system"))

    def test_nothing_reaches_it_when_it_has_no_tls(self, postgres_server):
        with (
            eavesdropper(postgres_server.port) as (port, heard),
            pytest.raises(StoreAway, match="offers no encryption"),
        ):
            open_front_desk(f"postgresql://postgres:secret@{HOST}:{port}/postgres?hostaddr=127.0.0.1")
        assert b"".join(heard) == bytes.fromhex("0000000804d2162f")  # it asked for TLS, and went

    @pytest.mark.parametrize("wrong", ["name", "authority"])
    def test_nothing_reaches_it_when_it_is_another(self, trust, wrong):
        believed, other = trust
        signed = believed.sign("other-db.test") if wrong == "name" else other.sign(HOST)
        with impostor(*signed) as (port, heard), pytest.raises(StoreAway, match="nothing was sent to it"):
            open_front_desk(
                f"postgresql://postgres:secret@{HOST}:{port}/store?hostaddr=127.0.0.1&sslrootcert={believed.certificate}"
            )
        assert heard == [b""]  # not even the name of the login


class TestLessThanThat:
    @pytest.mark.parametrize(("mode", "tls"), [("require", True), ("prefer", True), ("disable", False)])
    def test_an_address_that_asks_for_less_gets_less(self, server, mode, tls):
        with open_front_desk(address(server, sslmode=mode)) as desk:
            assert encrypted(desk) is tls

    def test_an_authority_without_a_name(self, server, trust):
        with open_front_desk(
            address(server, host="other-db.test", sslmode="verify-ca", sslrootcert=trust[0].certificate)
        ) as desk:
            assert encrypted(desk)

    @pytest.mark.parametrize(
        ("words", "said", "verdict"),
        [
            ({}, "and the server has proven its name", Verdict.GOOD),
            (
                {"sslmode": "require"},
                "sslmode=require: another server could pass itself off as this one",
                Verdict.WARNING,
            ),
            ({"sslmode": "disable"}, "Nothing is encrypted, for the address says sslmode=disable", Verdict.WARNING),
        ],
        ids=["verify-full", "require", "disable"],
    )
    def test_the_check_says_so(self, server, trust, words, said, verdict):
        words = words or {"sslrootcert": trust[0].certificate}
        found = [finding for finding in examine(address(server, **words)) if said in finding.words]
        assert [finding.verdict for finding in found] == [verdict]


class TestWhatIsThisMachine:
    @pytest.mark.parametrize(
        "url",
        [
            "postgresql://postgres@127.0.0.1/store",
            "postgresql://postgres@localhost/store",
            "postgresql://postgres@[::1]/store",
            "postgresql:///store",
            "postgresql:///store?host=/var/run/postgresql",
            "postgresql:///store?hostaddr=127.0.0.1",
            "postgresql://localhost/store?hostaddr=127.0.0.1",
        ],
    )
    def test_no_certificate_is_asked_for_here(self, url):
        assert Connecting(url).same_machine
        assert "sslmode" not in Connecting(url).words

    @pytest.mark.parametrize(
        "url",
        [
            "postgresql://db.example.gov/store",
            "postgresql://127.0.0.1,db.example.gov/store",
            "postgresql://localhost/store?hostaddr=10.0.0.1",
            "postgresql:///store?hostaddr=10.0.0.1",
            "postgresql:///store?service=ours",
            f"postgresql://{HOST}/store?hostaddr=127.0.0.1",
        ],
    )
    def test_one_is_asked_for_anywhere_else(self, url):
        assert Connecting(url).words["sslmode"] == "verify-full"

    @pytest.mark.parametrize("name", ["PGHOST", "PGHOSTADDR"])
    def test_the_environment_may_name_another_machine(self, monkeypatch, name):
        monkeypatch.setenv(name, "10.0.0.1")
        assert Connecting("postgresql:///store").words["sslmode"] == "verify-full"

    def test_an_address_that_cannot_be_read(self):
        with pytest.raises(StoreProblem, match="can't be read"):
            _ = Connecting("postgresql://db/store?colour=red").words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('FATAL:  password authentication failed for user "dana"', "refuses this login"),
        ("fe_sendauth: no password supplied", "refuses this login"),
        ('FATAL:  role "dana" does not exist', "refuses this login"),
        ('FATAL:  role "dana" is not permitted to log in', "refuses this login"),
        ('FATAL:  permission denied for database "store"', "refuses this login"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1"', "refuses this login"),
        ('FATAL:  database "store" does not exist', "no such database"),
        ("FATAL:  the database system is starting up", "can't be reached"),
        ("SSL connection has been closed unexpectedly", "can't be reached"),
        ("SSL SYSCALL error: EOF detected", "can't be reached"),
        ('connection to server at "role-password.example" failed: Connection refused', "can't be reached"),
    ],
)
def test_what_keeps_us_away_is_told_for_what_it_is(said, told):
    assert told in away_words(psycopg.OperationalError(said))[0]


@contextmanager
def eavesdropper(target):
    """Stand between a client and a server, and keep what the client sends."""
    heard = []

    def talk(client):
        with client, socket.create_connection(("127.0.0.1", target)) as there:
            while data := client.recv(4096):
                heard.append(data)
                there.sendall(data)
                client.sendall(there.recv(4096))

    with _listening(talk) as port:
        yield port, heard


@contextmanager
def impostor(certificate, key):
    """Answer as a server with a certificate, and keep what is sent under its encryption."""
    heard = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def talk(client):
        client.recv(8)
        client.sendall(b"S")
        try:
            with context.wrap_socket(client, server_side=True) as safe:
                heard.append(safe.recv(4096))
        except (ssl.SSLError, OSError):
            heard.append(b"")

    with _listening(talk) as port:
        yield port, heard


@contextmanager
def _listening(talk):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)

        def once():
            client, _ = listener.accept()
            client.settimeout(10)
            talk(client)

        thread = threading.Thread(target=once)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()
