"""The sample town hall on the screen: live beside a person who plays, or unseen through one scripted morning.

`script.py` lets a script wait for windows, `hands.py` touches and types as people do, `town_hall.py` sets the store up, `morning.py` is the morning
that leaves pictures, `live.py` the demo that one plays with.
"""
