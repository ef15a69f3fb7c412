"""A kiosk and a staff window with everything imported that they need in their lives."""

from __future__ import annotations

import concurrent.futures.thread  # noqa: F401

import greeter.opening
import greeter.tickets.face
import greeter.tickets.qr
import greeter.views.kiosk_menu  # noqa: F401
from ui.kiosk.pages import page_class
from ui.kiosk.walk import Page

for page in Page:
    page_class(page)
