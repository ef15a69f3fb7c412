"""What a visitor says at a moment for which the scene has no words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.practice.scene import Line, Moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.texts import Texts


def our_lines(texts: Texts) -> Mapping[Moment, Line]:
    """Return them by moment."""
    return {
        Moment.LATE: Line(texts("Is anybody coming?"), texts("Looks at the board, then at you.")),
        Moment.RECALLED: Line(texts("Oh, that’s me. Sorry."), texts("Gets up at the second call.")),
        Moment.QUIET: Line(texts("Hello?"), texts("Sits there. Nobody has said anything yet.")),
        Moment.NOTED: Line(does=texts("Sees that you write it down, and sits back a little.")),
        Moment.STEP: Line(texts("Good. Then I know who does it, and by when.")),
        Moment.VAGUE_STEP: Line(texts("And when is that? By which day?")),
        Moment.AGREED: Line(texts("Yes. That’s it exactly.")),
        Moment.MISSED: Line(texts("Hm. Something is missing there, I think.")),
        Moment.PAPER: Line(texts("Oh, I can take this with me."), texts("Reads the page, and folds it.")),
        Moment.HELP: Line(does=texts("Sees that you have asked for somebody.")),
        Moment.HELD: Line(texts("All right, I’ll be back.")),
        Moment.MOVED: Line(texts("So they know already? Thank you.")),
        Moment.BARE_MOVE: Line(texts("Do I have to tell it all again there?")),
        Moment.BARE_FINISH: Line(texts("So … what happens now?"), texts("Gets up slowly.")),
        Moment.LEFT: Line(does=texts("Shakes their head, and leaves.")),
    }
