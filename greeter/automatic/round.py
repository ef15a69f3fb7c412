"""Delivers what is due, one after another, until nothing is left that this machine may do now."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from greeter.access.post import open_to_all
from greeter.automatic.due import due_at, folder_of, read_orders
from greeter.automatic.login import read_login
from greeter.clock import to_ms
from greeter.model.delivery import Delivery, next_of
from greeter.problems import BadInput, Problem, StoreProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greeter.automatic.due import Order
    from greeter.automatic.login import Login
    from greeter.automatic.making import Making
    from greeter.front_desk import FrontDesk
    from greeter.model.delivery import Delivered, Wanted


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one delivery."""

    wanted: Wanted
    state: Delivery
    words: str


@dataclass(frozen=True, slots=True)
class Means:
    """By what this machine can deliver."""

    mail: bool
    login: Login | None = None
    trouble: str = ""
    """Why it can't mail, where somebody should mend that."""


def means_here(desk: FrontDesk) -> Means:
    """Return by what this machine can deliver: mail only where it has a user and password, or none is asked for."""
    server = desk.office.mail
    if server is None:
        return Means(mail=False)
    if not server.sign_in:
        return Means(mail=True)
    try:
        login = read_login()
    except BadInput as problem:
        return Means(mail=False, trouble=str(problem))
    if login is None:
        return Means(mail=False, trouble=_NO_LOGIN)
    return Means(mail=True, login=login)


_NO_LOGIN = "This machine has no user and password for the mail server: see GREETER_MAIL_USER."


@open_to_all
def something_is_due(desk: FrontDesk) -> bool:
    """Whether this machine could deliver something now, where each folder is here. Reads only; a look costs a millisecond.

    Folders are not looked at: one on a network that is away can hold up whoever asks for half a minute. A round looks, in its own process.
    """
    if not desk.office.automatic_reports:
        return False
    means = means_here(desk)
    wanted = [order.wanted for order in read_orders(desk) if order.wanted.is_folder or means.mail]
    return bool(wanted) and next_of(wanted, desk.open_deliveries(), desk.tick()) is not None


def restored_at(url: str | None) -> int:
    """Return when the store at an address was put back from a copy for the last time, milliseconds since 1970 UTC; 0 where it never was."""
    from greeter.records.copies import file_of
    from greeter.records.known import read_known
    from greeter.settings import default_store

    store = file_of(url or default_store())
    return 0 if store is None else read_known(store).restored


def deliver_all(desk: FrontDesk, restored: int = 0) -> Iterator[Done]:
    """Deliver what is due, and give what came of each. Raises StoreProblem; what was taken then is taken over by a later round.

    restored: see `restored_at`. Mails that were due before may have gone out after the copy was made: they are left to a person's word.
    """
    means = means_here(desk)
    yield from _doubted(desk, restored)
    with _scratch() as folder:
        from greeter.automatic.making import Making

        making = Making(desk, folder)
        while True:
            orders = {order.wanted: order for order in read_orders(desk)}
            taken = _take(desk, tuple(orders), means)
            if taken is None:
                return
            yield _deliver(desk, making, means, orders[taken.wanted], taken)


def _doubted(desk: FrontDesk, restored: int) -> Iterator[Done]:
    why = "The store was restored from an older copy since. It may have gone out before."
    for order in read_orders(desk) if restored else ():
        if order.wanted.is_folder or to_ms(due_at(desk.office, order.report, order.period)) > restored:
            continue
        if desk.doubt_delivery(order.wanted, restored, why):
            yield Done(order.wanted, Delivery.UNKNOWN, why)


def _take(desk: FrontDesk, wanted: Sequence[Wanted], means: Means) -> Delivered | None:
    """Take what this machine can deliver: mails first, so that no network folder that is away holds them up."""
    mailed = [one for one in wanted if not one.is_folder] if means.mail else []
    taken = desk.take_delivery(mailed)
    if taken is None:
        taken = desk.take_delivery([one for one in wanted if one.is_folder and folder_of(one).is_dir()])
    return taken


def _deliver(desk: FrontDesk, making: Making, means: Means, order: Order, taken: Delivered) -> Done:
    try:
        if taken.wanted.is_folder:
            making.into(order, folder_of(taken.wanted))
            desk.delivered(taken, "")
            return Done(taken.wanted, Delivery.SENT, "")
        return _mail(desk, making, means, order, taken)
    except StoreProblem:
        raise
    except Problem as problem:
        desk.not_delivered(taken, str(problem), for_good=False)
        return Done(taken.wanted, Delivery.FAILED, str(problem))


def _mail(desk: FrontDesk, making: Making, means: Means, order: Order, taken: Delivered) -> Done:
    from greeter.automatic.mail import Fate, hand_in

    server = desk.office.mail
    assert server is not None  # noqa: S101 (an address is taken only where there is one)
    message = making.mail(order, server)
    answer = hand_in(server, means.login, message, taken.wanted.recipient, lambda: desk.begin_sending(taken))
    state = Delivery.SENT
    if answer.fate is Fate.TAKEN:
        desk.delivered(taken, answer.words)
    elif answer.fate is Fate.UNKNOWN:
        state = Delivery.UNKNOWN
        desk.perhaps_delivered(taken, answer.words)
    elif answer.fate is Fate.LEFT:
        state = Delivery.CLAIMED
    else:
        state = Delivery.REFUSED if answer.fate is Fate.REFUSED else Delivery.FAILED
        desk.not_delivered(taken, answer.words, for_good=answer.fate is Fate.REFUSED)
    return Done(taken.wanted, state, answer.words)


@contextmanager
def _scratch() -> Iterator[Path]:
    with TemporaryDirectory(prefix="greeter-report-") as folder:  # only its owner can read it
        yield Path(folder)
