"""Brings a PostgreSQL store to form and is killed, as by `kill -9`, before its N-th statement. Called as `server_migration.py URL N`.

Says how many statements there were, where it was not killed.
"""

from __future__ import annotations

import os
import signal
import sys

from greeter.store.postgres.connecting import Connecting, PatientConnection
from greeter.store.postgres.form import bring_to_form

LONGER = """
create table drawer (
  id text not null primary key,
  label text not null
) strict;
insert into drawer select hash, previous from journal;
create index drawer_label on drawer (label);
"""


def main():
    url, last = sys.argv[1], int(sys.argv[2])
    run, done = PatientConnection.execute, 0

    def execute(self, *args, **values):
        nonlocal done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return run(self, *args, **values)

    from greeter.store.migrate import STEPS

    with Connecting(url).connect() as connection:
        PatientConnection.execute = execute
        bring_to_form(connection, STEPS | {"9999_longer": LONGER})
    print(done)


if __name__ == "__main__":
    main()
