"""The sample town hall at work: the story of the pictures, and a clock that runs from it.

`morning.py` is the script of one morning, `story.py` plays it through the front desk after four simulated weeks, and `paced_clock.py` lets time run
on from there, as fast as one likes. The windows around it are opened by `ui.demo`.
"""
