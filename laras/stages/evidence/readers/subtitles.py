"""Subtitles (srt, vtt): what was said, one paragraph a cue, the start in front."""

from __future__ import annotations

import re

from laras.domain.errors import N_, Refused
from laras.stages.evidence.readers.document import Part
from laras.stages.evidence.readers.text import decode, tidy

NO_CUES = N_("The file holds no subtitles with times. Export it again from the program that made it.")

_TIMES = re.compile(r"^(?:(\d+):)?(\d{1,2}):(\d{2})[.,]\d{1,3}[ \t]*-->", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^>]+)>")
_MARKS = re.compile(r"</?(?:b|i|u|c|v|ruby|rt|lang|font)(?:[ .][^>]*)?>|<[\d:.]+>|\{\\an\d\}")


def parse(data: bytes) -> Part:
    """Return the cues as paragraphs `[hh:mm:ss] words`; Refused when there is none."""
    raw, notes = decode(data)
    cues = [_cue(block) for block in tidy(raw).split("\n\n")]
    text = "\n\n".join(cue for cue in cues if cue)
    if not text:
        raise Refused(NO_CUES)
    return {"text": tidy(text), "title": "", "notes": notes}


def _cue(block: str) -> str:
    times = _TIMES.search(block)
    if times is None:
        return ""  # header, style or note of a vtt file
    hours, minutes, seconds = times.groups(default="0")
    _, _, spoken = block[times.start() :].partition("\n")
    words = _MARKS.sub("", _VOICE.sub(r"\1: ", spoken)).strip()
    return f"[{int(hours):02}:{int(minutes):02}:{seconds}] {words}" if words else ""
