"""The recording of a source: kept sealed, only where everybody in it allowed recording."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from laras.base.access.actor import Actor
from laras.base.files import vault
from laras.base.files.guard import MB, Kind, inspect
from laras.base.gate.actions import action
from laras.domain.errors import N_, Closed, Incomplete, NotAllowed, NotConsented
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries.recordings import may_play, somebody_speaks

AUDIO_LIMIT = 100 * MB
AUDIO = frozenset({Kind.MP3, Kind.M4A, Kind.OGG, Kind.WAV, Kind.WEBM})
MEDIA_TYPES = {
    Kind.MP3: "audio/mpeg",
    Kind.M4A: "audio/mp4",
    Kind.OGG: "audio/ogg",
    Kind.WAV: "audio/wav",
    Kind.WEBM: "audio/webm",
}


@dataclass(frozen=True)
class Sound:
    """A recording that was looked into; the digest stands for its bytes where a deed is written down."""

    name: str
    kind: Kind
    sha256: str
    data: bytes = field(repr=False)


REMOVED = N_("This source was removed. Take it in again.")


def attach_recording(source: Source, *, filename: str, data: bytes, by: Actor) -> Source:
    """Keep the recording of a source, sealed; one that was there before gives way to it.

    NotConsented unless everybody heard in it allows recording today. No `@action` of its own: sealing 100 MB takes a
    moment that no other writer should wait for; the deed is `keep_recording`.
    """
    if not by.may("evidence.import"):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    _must_allow_recording(source)
    kind = inspect(filename, data, limit=AUDIO_LIMIT, allowed=AUDIO)
    name = PurePosixPath(filename.replace("\\", "/")).name
    kept: Source = keep_recording(source, sound=Sound(name, kind, hashlib.sha256(data).hexdigest(), data), by=by)
    return kept


attach_recording.permission = "evidence.import"  # type: ignore[attr-defined]  # read by the test that walks the actions


def _must_allow_recording(source: Source) -> None:
    """Refuse a recording of people who did not allow it, or of nobody known."""
    if source.removed_at is not None:
        raise Closed(REMOVED)
    if not somebody_speaks(source):
        raise Incomplete(N_("Say first who speaks in the recording, so that their consent can be looked at."))
    if not may_play(source):
        raise NotConsented(N_("Somebody in this source has not allowed recording. Ask for consent first."))


@action("evidence.import")
def keep_recording(source: Source, *, sound: Sound, by: Actor) -> Source:
    """Store the sound and note it on the source; the mark that the text was compared with it is taken off."""
    _must_allow_recording(source)
    source.audio = vault.store(by.facility, name=sound.name, data=sound.data, media_type=MEDIA_TYPES[sound.kind])
    source.listened_at, source.listened_by = None, ""
    source.save()
    return source


@action("evidence.edit")
def drop_recording(source: Source, *, by: Actor) -> Source:
    """Delete the recording of a source; the text and its times stay."""
    if source.removed_at is not None:
        raise Closed(REMOVED)
    audio = source.audio
    if audio is None:
        raise Incomplete(N_("There is no recording to delete."))
    source.audio, source.listened_at, source.listened_by = None, None, ""
    source.save()
    audio.delete()  # its bytes have no row any more; the vault sweeps them away
    return source
