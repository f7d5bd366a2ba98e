"""Subtitles (srt, vtt): what was said, one line a cue; when it was said stands beside the text, not in it."""

from __future__ import annotations

import html
import re

from laras.domain.errors import N_, Refused
from laras.stages.evidence.readers.document import Part
from laras.stages.evidence.readers.text import decode, tidy

NO_CUES = N_("The file holds no subtitles with times. Export it again from the program that made it.")
BROKEN_TIMES = N_("Some subtitles have no readable time; their words were taken in without one.")
BACKWARDS = N_("Some times run backwards; those were left out. Compare them with the recording.")

_TIMES = re.compile(r"^[ \t]*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})[ \t]*-->", re.MULTILINE)
_ARROW = re.compile(r"^[^\n]*-->[^\n]*$", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^ >]*)?[ \t]+([^>]+)>")
_MARKS = re.compile(r"</?(?:b|i|u|c|v|ruby|rt|lang|font)(?:[ .][^>]*)?>|<[\d:.]+>|\{\\an\d\}")
_ASIDE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")


def parse(data: bytes) -> Part:
    """Return the cues as lines, a voice as “Name: ”, and `times` [[offset, seconds], …]; Refused when there is none."""
    raw, notes = decode(data)
    lines: list[str] = []
    times: list[list[float]] = []
    at, told = 0, set()
    for block in tidy(raw).split("\n\n"):
        words, seconds, is_broken = _cue(block)
        if not words:
            continue
        told |= {BROKEN_TIMES} if is_broken else set()
        if seconds is not None and times and seconds < times[-1][1]:
            told.add(BACKWARDS)
        elif seconds is not None:
            times.append([at, seconds])
        lines.append(words)
        at += len(words) + 1
    if not times:
        raise Refused(NO_CUES)
    notes += [note for note in (BROKEN_TIMES, BACKWARDS) if note in told]
    return {"text": "\n".join(lines), "title": "", "notes": notes, "times": times}


def _cue(block: str) -> tuple[str, float | None, bool]:
    """Return the words of a block, when they begin (seconds), and whether their time cannot be read."""
    times = _TIMES.search(block)
    arrow = times or _ARROW.search(block)
    if arrow is None:
        # The number alone, the head, a style or a note; other words belong to the cue before.
        words = "" if _ASIDE.match(block) or block.strip().isdecimal() else _words(block)
        return words, None, bool(words)
    _, _, spoken = block[arrow.start() :].partition("\n")
    words = _words(spoken)
    if times is None:
        return words, None, True
    hours, minutes, seconds, part = times.groups(default="0")
    return words, int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(part.ljust(3, "0")) / 1000, False


def _words(spoken: str) -> str:
    plain = html.unescape(_MARKS.sub("", _VOICE.sub(r"\1: ", spoken)))
    return tidy(" ".join(line.strip() for line in plain.split("\n") if line.strip())).replace("\n", " ").strip()
