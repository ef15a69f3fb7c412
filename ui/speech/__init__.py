"""Words said aloud, on this machine and without a network. Kiosk and board use the same parts, which know neither pages nor calls.

`voice.Voice` is the port: it says one stretch of words and stops at once, and by itself is a machine that can't speak. `espeak.EspeakVoice` is
the voice that speaks, `recording.RecordingVoice` the one that tests listen to. `speaker.Speaker` says phrases one after the other: it repeats,
pauses, goes on, and knows how loud. `clear.py` makes words ready to be heard: a ticket's number letter by letter, names in their own script in
their own language.

To add a voice: 1. a class in a file of its own, made like `EspeakVoice`; 2. its line in `system.py`; 3. `tests/ui/test_speech.py` runs over it.
"""
