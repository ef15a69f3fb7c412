"""A front desk in another process, spoken to in JSON."""

from __future__ import annotations

import json
from pathlib import Path

PROCESS = Path(__file__).with_name("clock_process.py")
HERE = {"counter": "3", "clerk": "dana"}


class Far:
    """A front desk in another process."""

    def __init__(self, other):
        self.other = other
        assert other.hears() == "ready"

    def asks(self, *words):
        answer = json.loads(self.other.asked(json.dumps(words)))
        assert not isinstance(answer, dict) or "problem" not in answer, answer
        return answer

    def acts(self, name, **facts):
        return self.asks("act", name, facts)

    def visit(self):
        """Let a visitor come, and return the visit."""
        return self.acts("check_in", service="permit")["visit_id"]

    def serves(self, **told):
        """Take a visitor through a short visit."""
        visit = self.acts("check_in", service="permit", **told)["visit_id"]
        self.acts("call", visit_id=visit, **HERE, reason="next")
        self.acts("start", visit_id=visit)
        self.acts("finish", visit_id=visit, outcome="resolved")
