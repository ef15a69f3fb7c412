"""Restores a store, each time in a process that is a copy of this one, so that it can be killed at any of its acts.

Called as `restoring_process.py STORE`. For each line that it hears, it tries once and says `ended CODE`; a process that was killed by a signal has a
negative code.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from greeter.clock import SystemClock, to_ms
from greeter.records.plan import plan_restore
from greeter.records.restore import restore


def main():
    store = Path(sys.argv[1])
    print("ready", flush=True)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                restore(plan_restore(store), to_ms(SystemClock().now()))
            finally:
                os._exit(int(sys.exc_info()[0] is not None))
        _, status = os.waitpid(child, 0)
        print("ended", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
