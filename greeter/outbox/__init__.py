"""The kiosk keeps going while the store's server is away: it keeps tickets on its own disk, under numbers of its own, and hands them in later.

Protocol: `protocol.pml`, checked exhaustively; `docs/decisions/0011-kept-tickets.md` tells it in words.
"""
