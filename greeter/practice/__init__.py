"""Practice for a clerk: difficult conversations in a simulated room, over a store of its own, and what went well.

A scene is a file (`resources/practice/*.toml`, or an office's own): who comes, what they say at each moment, what a clerk might say, and what it
is for. `scene.py` is its form, `scene_file.py` reads and checks it, `scenes.py` says which there are, `stage.py` sets a scene up through the front
desk, `seen.py` reads what the clerk has done, `visitor.py` plays the visitor by rules, `aims.py` judges, and `closing.py` sums up by the report's
own figures.

To add a scene: docs/practice.md. To add a moment: a member of `Moment`, and when it comes in `visitor.py`. To add an aim: a member of `Aim`, and
its rule in `aims.py`. `tests/greeter/test_practice.py` fails when a rule is missing.
"""
