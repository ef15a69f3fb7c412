"""QR codes, as modules to paint."""

from __future__ import annotations

from greeter.problems import BadInput

Modules = tuple[tuple[bool, ...], ...]
"""Rows of modules, without the quiet zone; True is dark."""

QUIET_ZONE = 4
"""Light modules around a code (ISO/IEC 18004)."""
LEAST_MODULE = 4
"""Pixels or printer dots a module, whole ones."""
_MASK = 3
"""Any mask can be read. Trying all eight, as the library does by itself, takes six times as long and is not seen by a reader."""


def matrix(text: str) -> Modules:
    """Return the smallest code of a text at error correction Q: a quarter of it may be dirty or torn.

    Raises BadInput when the text is longer than a code can hold (1,661 bytes).
    """
    import qrcode  # brings its painters along: 0.07 s that a kiosk's first painting does not wait for
    from qrcode.constants import ERROR_CORRECT_Q
    from qrcode.exceptions import DataOverflowError

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=_MASK)
    code.add_data(text.encode())
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        raise BadInput("This text is too long for a code.", "Shorten it.") from None
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
