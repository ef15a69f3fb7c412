"""Imports modules, and copies itself for each program that it is told to run; each copy is what `python` would be.

Called as `warm_process.py SOCKET MODULE...`. A message is JSON with `arguments`, `environ` and `folder`, and comes with the three standard streams
of the program and a pipe for the code with which it ends. It is answered with the copy's process id.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import select
import socket
import sys
import time
from pathlib import Path

LONGEST = 1 << 20


def serve(control):
    """Copy this process as often as it is asked to; return in each copy with what it was asked."""
    running = {}
    while True:
        ready, _, _ = select.select([control, *running], [], [])
        for ended in set(ready) & set(running):
            child, status = running.pop(ended)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            os.write(status, str(code).encode())
            os.close(status)
            os.close(ended)
        if control not in ready:
            continue
        asked, given, _, _ = socket.recv_fds(control, LONGEST, 4)
        if not asked:
            os._exit(0)  # nobody is there who could ask
        *streams, status = given
        child = os.fork()
        if child == 0:
            for one, (_, other) in running.items():
                os.close(one)
                os.close(other)
            control.close()
            os.close(status)
            for place, stream in enumerate(streams):
                os.dup2(stream, place)
                os.close(stream)
            return json.loads(asked)
        for stream in streams:
            os.close(stream)
        running[os.pidfd_open(child)] = child, status
        control.send(str(child).encode())


def become(arguments, environ, folder):
    """Run a program in this process."""
    os.environ.clear()
    os.environ.update(environ)
    time.tzset()
    os.chdir(folder)
    if arguments[0] == "-c":
        sys.argv, sys.path[0] = ["-c", *arguments[2:]], folder
        exec(arguments[1], {"__name__": "__main__"})
    elif arguments[0] == "-m":
        sys.argv, sys.path[0] = arguments[1:], folder
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv, sys.path[0] = arguments, str(Path(arguments[0]).parent)
        runpy.run_path(arguments[0], run_name="__main__")


def main():
    sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
    control = socket.socket(fileno=int(sys.argv[1]))
    for name in sys.argv[2:]:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    become(**serve(control))


if __name__ == "__main__":
    main()
