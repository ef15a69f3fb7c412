"""What words turned out to be about, without anybody's sentence: on a server a kiosk may read this, and nothing that a visitor said."""

from __future__ import annotations

TABLES = """
create table lesson (
  office text not null,
  language text not null,
  service text not null,
  word text not null,
  visits integer not null,
  of_all integer not null,
  primary key (office, language, service, word)
) strict;
"""
"""`visits`: visits of this service whose reason held the word, at least three; `of_all`: visits of any service that held it. A clerk's program writes
them anew from the reasons that are still kept (`greeter.guidance.lessons`): what was forgotten is gone with the next writing."""
