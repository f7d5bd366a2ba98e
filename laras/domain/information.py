"""What must be told, when it is due, and what is still owed: informational support as a debt that can be paid.

A topic counts as told when somebody could say it back (teach-back: the teller is tested, not the listener). Topics,
due rules and key points are data (`data/topics.toml`, `data/leaflets.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

from laras.domain.errors import N_, BadInput, NotFound
from laras.domain.texts import Text, labels, load, text, texts

Result = int | str
When = Literal["admitted", "stage", "medicine_changed", "leaving"]
LEAVING_WINDOW = timedelta(days=30)


@dataclass(frozen=True)
class Point:
    """One thing to say; `point_id` is leaflet and place in it ('L2.4')."""

    point_id: str
    text: Text


@dataclass(frozen=True)
class Leaflet:
    """A leaflet of key points with its teach-back question; look again after `review_months`."""

    code: str
    version: str
    title: Text
    question: Text
    points: tuple[Point, ...]
    review_months: int


@dataclass(frozen=True)
class DueRule:
    """Due `days` after (negative: before) an event; if `fresh`, only what was explained from then on counts."""

    when: When
    days: int
    stage: str = ""
    fresh: bool = False


@dataclass(frozen=True)
class Topic:
    """Something client and family have a right to know; `client` and `family` are 'must' or 'may'."""

    code: str
    label: Text
    short: Text
    client: str
    family: str
    lead: tuple[str, ...]
    due: tuple[DueRule, ...]
    points: tuple[Point, ...]
    question: Text


@dataclass(frozen=True)
class EpisodeFacts:
    """What due dates need to know of an episode.

    `entered` holds the first day of each stage reached (S1…S10); a stage that was passed but has no day there counts
    from `stage_since`, the latest it can have been.
    """

    admitted_on: date | None
    stage: str
    stage_since: date
    medicine_changed_on: date | None = None
    leaving_on: date | None = None
    entered: Mapping[str, date] = field(default_factory=dict)


class Due(NamedTuple):
    """A topic is due on `due_on`; what was explained before `since` does not count (None: anything counts)."""

    topic: str
    due_on: date
    since: date | None = None


@dataclass(frozen=True)
class TeachBack:
    """One attempt to have a topic told back; `audience` is client, family, both or group."""

    topic: str
    on: date
    attempt: int
    result: Result
    audience: str = "client"
    point_id: str = ""


@dataclass(frozen=True)
class Debt:
    """A due topic without a successful teach-back; `days` past due, attempts made, last result if any."""

    topic: str
    due_on: date
    days: int
    attempts: int
    last_result: Result | None


@dataclass(frozen=True)
class Share:
    """`met` of `n`; `value` is None when there is nothing to divide by."""

    met: int
    n: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1, or None for an empty basis."""
        return self.met / self.n if self.n else None


def _leaflets() -> dict[str, Leaflet]:
    return {
        row["code"]: Leaflet(
            code=row["code"],
            version=row["version"],
            title=text(row["title"]),
            question=text(row["question"]),
            points=tuple(Point(f"{row['code']}.{n}", one) for n, one in enumerate(texts(row["points"]), start=1)),
            review_months=row["review_months"],
        )
        for row in load("leaflets")["leaflets"]
    }


LEAFLETS: dict[str, Leaflet] = _leaflets()
POINTS: dict[str, Point] = {point.point_id: point for leaflet in LEAFLETS.values() for point in leaflet.points}


def _topics() -> dict[str, Topic]:
    return {
        row["code"]: Topic(
            code=row["code"],
            label=text(row["label"]),
            short=text(row["short"]),
            client=row["client"],
            family=row["family"],
            lead=tuple(row["lead"]),
            due=tuple(DueRule(**rule) for rule in row["due"]),
            points=tuple(POINTS[code] for code in row["points"]),
            question=LEAFLETS[row["question"]].question,
        )
        for row in load("topics")["topics"]
    }


TOPICS: dict[str, Topic] = _topics()
RESULTS: dict[Result, Text] = {
    int(code) if code.isdigit() else code: label for code, label in labels(load("topics")["results"]).items()
}
METHODS: dict[str, Text] = labels(load("topics")["methods"])
POSTPONED_REASONS: dict[str, Text] = labels(load("topics")["postponed_reasons"])
AUDIENCES: dict[str, Text] = labels(load("topics")["audiences"])
# Which indicator of the taxonomy an explanation of each topic is an act of. Topics of coping and living count as
# offering options: the person chooses what to try, so they are advice rather than facts.
INDICATOR_OF_TOPIC: dict[str, str] = {
    "rights_rules": "INF-04",
    "privacy": "INF-04",
    "plan": "INF-04",
    "illness": "INF-01",
    "stigma": "INF-01",
    "medicine": "INF-02",
    "warning_signs": "INF-03",
    "services": "INF-05",
    "crisis": "INF-05",
    "stress": "INF-06",
    "daily_living": "INF-06",
    "social": "INF-06",
    "homecoming": "INF-06",
    "caregiver": "INF-08",
}


def topic(code: str) -> Topic:
    """The topic with this code. Raises NotFound."""
    if code not in TOPICS:
        raise NotFound(N_("There is no topic “{code}”. Choose one from the catalogue."), code=code)
    return TOPICS[code]


def succeeded(result: Result) -> bool:
    """Whether it was told back without help (2 own words, 3 shown). Raises BadInput for an unknown result."""
    if result not in RESULTS:
        raise BadInput(N_("“{result}” is not a teach-back result. Choose 0 to 3, refused or postponed."), result=result)
    return isinstance(result, int) and result >= 2


def _order(stage: str) -> int:
    return int(stage.removeprefix("S"))


def _entered(stage: str, facts: EpisodeFacts) -> date | None:
    if stage in facts.entered:
        return facts.entered[stage]
    return facts.stage_since if _order(facts.stage) >= _order(stage) else None


def _event(rule: DueRule, facts: EpisodeFacts) -> date | None:
    if rule.when == "stage":
        return _entered(rule.stage, facts)
    days = {"admitted": facts.admitted_on, "medicine_changed": facts.medicine_changed_on, "leaving": facts.leaving_on}
    return days[rule.when]


def occasions(topic: Topic, facts: EpisodeFacts) -> list[Due]:
    """Every time the topic is due by what is known of the episode, earliest first."""
    found = []
    for rule in topic.due:
        day = _event(rule, facts)
        if day is not None:
            since = (day - LEAVING_WINDOW if rule.when == "leaving" else day) if rule.fresh else None
            found.append(Due(topic.code, day + timedelta(days=rule.days), since))
    return sorted(found, key=lambda due: due.due_on)


def due_on(topic: Topic, facts: EpisodeFacts, succeeded_on: date | None = None) -> date | None:
    """The day the topic is (or was) due; None while nothing makes it due.

    With `succeeded_on`, the day of the last successful teach-back, occasions it answers are passed over.
    """
    open_ones = [one.due_on for one in occasions(topic, facts) if not _answered(one, succeeded_on)]
    return min(open_ones, default=None)


def _answered(due: Due, succeeded_on: date | None) -> bool:
    return succeeded_on is not None and (due.since is None or succeeded_on >= due.since)


def due_topics(facts: EpisodeFacts, audience: str = "client") -> list[Due]:
    """Every occasion of every topic this audience ('client' or 'family') must be told, earliest first."""
    must = [one for one in TOPICS.values() if (one.family if audience == "family" else one.client) == "must"]
    return sorted((due for one in must for due in occasions(one, facts)), key=lambda due: due.due_on)


def debts(topics_due: Iterable[Due], teach_backs: Iterable[TeachBack], today: date) -> list[Debt]:
    """Topics due by `today` without a successful teach-back since, one a topic, oldest first.

    Attempts and last result are those that could have paid the debt. A refusal is a right but leaves the topic open:
    it is offered again, kindly.
    """
    tried: dict[str, list[TeachBack]] = {}
    for one in sorted(teach_backs, key=lambda one: (one.on, one.attempt)):
        tried.setdefault(one.topic, []).append(one)
    found: dict[str, Debt] = {}
    for due in sorted((Due(*item) for item in topics_due), key=lambda due: due.due_on):
        counted = [one for one in tried.get(due.topic, []) if due.since is None or one.on >= due.since]
        if due.due_on <= today and due.topic not in found and not any(succeeded(one.result) for one in counted):
            last = counted[-1].result if counted else None
            found[due.topic] = Debt(due.topic, due.due_on, (today - due.due_on).days, len(counted), last)
    return list(found.values())


def first_attempt_success(teach_backs: Iterable[TeachBack]) -> Share:
    """Share of first attempts told back without help; refused and postponed ones are not attempts at telling."""
    first = [one for one in teach_backs if one.attempt == 1 and isinstance(one.result, int)]
    return Share(sum(succeeded(one.result) for one in first), len(first))


def coverage(topics_due: Iterable[Due], teach_backs: Sequence[TeachBack], today: date) -> Share:
    """Due topics that have been told back successfully, of all topics due by `today`."""
    due = [one for one in (Due(*item) for item in topics_due) if one.due_on <= today]
    owed = {one.topic for one in debts(due, teach_backs, today)}
    codes = {one.topic for one in due}
    return Share(len(codes - owed), len(codes))
