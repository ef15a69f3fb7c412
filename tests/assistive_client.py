"""An assistive technology in a process of its own: it knows a program through AT-SPI alone, as a screen reader does.

Run by the system's own Python, which has pyatspi. Each line on standard input is a command, each line on standard output its answer, in JSON:
`look` returns what is showing (role, name, description, states), `press ROLE NAME` does the first action of such a part, `heard` returns what was
announced since the last time.
"""

import json
import sys

import pyatspi
from gi.repository import GLib

TOLD = ("checked", "focused", "focusable", "checkable", "editable")
ANNOUNCED = "object:announcement"
announced = []


def programs():
    """Return the programs that are ours: one, or none yet."""
    desktop = pyatspi.Registry.getDesktop(0)
    desktop.clear_cache()
    found = [desktop.getChildAtIndex(place) for place in range(desktop.childCount)]
    return [program for program in found if program is not None and program.name == "Greeter"]


def showing(part):
    """Return a part and all beneath it, as far as they show."""
    states = part.getState()
    if part.getRole() != pyatspi.ROLE_APPLICATION and not states.contains(pyatspi.STATE_SHOWING):
        return []
    below = [part.getChildAtIndex(place) for place in range(part.childCount)]
    return [part, *(each for child in below if child is not None for each in showing(child))]


def told(part):
    """Return what is told of a part."""
    names = [pyatspi.stateToString(state) for state in part.getState().getStates()]
    return [part.getRoleName(), part.name, part.description, [name for name in names if name in TOLD]]


def answer(command, *rest):
    """Do what a line asks for."""
    context = GLib.MainContext.default()
    while context.pending():  # what was announced, and what has changed
        context.iteration(False)  # noqa: FBT003 (GLib takes it so)
    if command == "heard":
        heard, announced[:] = list(announced), []
        return heard
    parts = [part for program in programs() for part in showing(program)]
    if command == "look":
        return [told(part) for part in parts]
    role, name = rest
    found = [part for part in parts if (part.getRoleName(), part.name) == (role, name)]
    if len(found) == 1:
        found[0].queryAction().doAction(0)
    return len(found)


pyatspi.Registry.registerEventListener(lambda event: announced.append(event.any_data), ANNOUNCED)
print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    try:
        print(json.dumps(answer(*json.loads(line))), flush=True)
    except (GLib.GError, RuntimeError, LookupError) as gone:  # a part went while it was looked at: ask again
        print(json.dumps({"gone": str(gone)}), flush=True)
