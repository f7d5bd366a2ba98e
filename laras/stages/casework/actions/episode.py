"""A stay: opened, moved along the ten stages, interrupted, closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain import casework
from laras.domain.errors import N_, BadInput, Conflict, Incomplete
from laras.domain.texts import Text
from laras.stages.casework.models import OUTCOMES, Episode, EpisodeEvent, StageMove
from laras.stages.casework.queries import last_number, open_episode_of
from laras.stages.casework.rules import moment_passed, must_be_after, must_be_open, reason_given
from laras.stages.people.models import Client


def _written(by: Actor, client_id: object) -> dict[str, Any]:
    return {"facility": by.facility, "client_id": client_id, "recorded_at": clock.now(), "recorded_by": by.login}


def _step(
    episode: Episode, *, came_from: str, gates: Collection[str], reason: str, at: dt.datetime, by: Actor
) -> StageMove:
    move = StageMove(
        **_written(by, episode.client_id),
        episode=episode,
        from_stage=came_from,
        to_stage=episode.stage,
        gates=list(gates),
        reason=reason.strip(),
        happened_at=at,
    )
    move.save(force_insert=True)
    return move


@action("casework.move")
def open_episode(client: Client, *, opened_at: dt.datetime | None = None, stage: str = "S1", by: Actor) -> Episode:
    """Open a stay; Conflict while another one is open. Coming back opens the next number."""
    casework.stage(stage)
    if open_episode_of(client) is not None:
        raise Conflict(N_("There is an open stay already. Close it first."))
    at = moment_passed(opened_at, field="opened_at")
    episode = Episode(
        **_written(by, client.pk), number=last_number(client) + 1, opened_at=at, stage=stage, stage_since=at
    )
    episode.save(force_insert=True)
    _step(episode, came_from="", gates=(), reason="", at=at, by=by)
    return episode


@action("casework.move")
def move_stage(
    episode: Episode,
    *,
    to: str,
    gates: Collection[str] = (),
    reason: str = "",
    happened_at: dt.datetime | None = None,
    by: Actor,
) -> StageMove:
    """Move along the table of stages; forward with every gate of the stage that is left, back with a reason.

    NotAllowed for a move that is not in the table; Incomplete for missing gates (named in the sentence) or reason. A
    gate ticked against a computed fact is kept as ticked: the page tells the contradiction, nothing blocks it.
    """
    must_be_open(episode)
    missing = casework.may_move(episode.stage, to, gates_met=gates, reason=reason)
    if missing:
        raise Incomplete(
            N_("Still missing: {gates}. Tick it when it is done."),
            field="gates",
            gates=_joined([g.text for g in missing]),
        )
    at = moment_passed(happened_at)
    must_be_after(at, episode.stage_since)
    known = [gate.code for gate in casework.stage(episode.stage).gates if gate.code in gates]
    came_from, episode.stage, episode.stage_since = episode.stage, to, at
    episode.save(update_fields=["stage", "stage_since"])
    return _step(episode, came_from=came_from, gates=known, reason=reason, at=at, by=by)


@action("casework.move")
def record_event(
    episode: Episode, *, kind: str, note: str, happened_at: dt.datetime | None = None, by: Actor
) -> EpisodeEvent:
    """Note what may happen in any stage (left without leave, died, referred …); some lead to termination."""
    must_be_open(episode)
    stage = casework.after_event(episode.stage, kind)
    plain = reason_given(note, at_least=10)
    at = moment_passed(happened_at)
    must_be_after(at, episode.opened_at)
    event = EpisodeEvent(**_written(by, episode.client_id), episode=episode, kind=kind, note=plain, happened_at=at)
    event.save(force_insert=True)
    if stage != episode.stage:
        came_from, episode.stage, episode.stage_since = episode.stage, stage, max(at, episode.stage_since)
        episode.save(update_fields=["stage", "stage_since"])
        _step(episode, came_from=came_from, gates=(), reason=plain, at=episode.stage_since, by=by)
    return event


@action("casework.move")
def close_episode(episode: Episode, *, outcome: str, happened_at: dt.datetime | None = None, by: Actor) -> Episode:
    """Close a stay with its outcome (`casework.TERMINATION_REASONS`)."""
    must_be_open(episode)
    if outcome not in OUTCOMES:
        raise BadInput(N_("There is no outcome “{code}”. Choose one from the list."), code=outcome, field="outcome")
    at = moment_passed(happened_at)
    must_be_after(at, episode.opened_at)
    episode.closed_at, episode.outcome = at, outcome
    episode.save(update_fields=["closed_at", "outcome"])
    return episode


def _joined(texts: list[Text]) -> Text:
    return Text(id="; ".join(text.id for text in texts), en="; ".join(text.en for text in texts))
