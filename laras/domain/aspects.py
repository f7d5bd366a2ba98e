"""The five aspects of social support, their 46 indicators, and the words that hint at them.

The taxonomy is data (`data/aspects.toml`, `data/indicators.toml`) with a version, because the literature itself
changed its mind: Sarafino's five types of 1994/2002 became four from 2006 on, and House (1981) knew no group support.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from laras.domain.errors import N_, NotFound
from laras.domain.texts import Text, labels, load, text, texts

ASPECT_CODES = ("emotional", "esteem", "instrumental", "informational", "group")
POLARITIES = ("given", "received", "lacking", "refused", "harmful")
GIVERS = ("worker", "other_staff", "family", "peer", "community")
_PREFIX_OF = {
    "EMO": "emotional",
    "EST": "esteem",
    "INS": "instrumental",
    "INF": "informational",
    "GRP": "group",
}


@dataclass(frozen=True)
class Aspect:
    """One kind of support; `letter` is what a tile and a petal carry."""

    code: str
    letter: str
    label: Text
    short: Text
    definition: Text
    subdimensions: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """Something a social worker does that can be seen, told or read; `short` fits a phone button."""

    code: str
    aspect: str
    label: Text
    short: Text
    definition: Text
    evidence: Text
    cues: tuple[str, ...]
    boundary: tuple[Text, ...]
    is_active: bool = True


@dataclass(frozen=True)
class BoundaryRule:
    """A rule for coders that tells neighbours apart; `indicators` are the codes beside which it is shown."""

    code: str
    text: Text
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Taxonomy:
    """A versioned list of aspects and indicators; `maps` leads from the study's five aspects to the own ones."""

    code: str
    version: str
    label: Text
    aspects: tuple[Aspect, ...]
    indicators: tuple[Indicator, ...]
    maps: tuple[tuple[str, str], ...]

    def place(self, aspect_code: str) -> str | None:
        """Where one of the five aspects stands in this taxonomy; None if it has no place there."""
        own = {one.code for one in self.aspects}
        return dict(self.maps).get(aspect_code, aspect_code if aspect_code in own else None)

    def indicators_of(self, aspect_code: str) -> tuple[Indicator, ...]:
        """The active indicators of an own aspect, in order."""
        return tuple(one for one in self.indicators if one.aspect == aspect_code and one.is_active)


def _boundaries() -> tuple[BoundaryRule, ...]:
    return tuple(
        BoundaryRule(rule["code"], text(rule["text"]), tuple(rule["indicators"]))
        for rule in load("aspects")["boundaries"]
    )


BOUNDARY_RULES = _boundaries()
POLARITY_LABELS: dict[str, Text] = labels(load("aspects")["polarities"])
GIVER_LABELS: dict[str, Text] = labels(load("aspects")["givers"])


def _indicator(row: dict[str, Any]) -> Indicator:
    code = row["code"]
    return Indicator(
        code=code,
        aspect=_PREFIX_OF[code[:3]],
        label=text(row["label"]),
        short=text(row["short"]),
        definition=text(row["definition"]),
        evidence=text(row["evidence"]),
        cues=tuple(row["cues"]),
        boundary=tuple(rule.text for rule in BOUNDARY_RULES if code in rule.indicators),
        is_active=bool(row.get("active", True)),
    )


def _default() -> Taxonomy:
    data = load("aspects")
    aspects = tuple(
        Aspect(
            code=row["code"],
            letter=row["letter"],
            label=text(row["label"]),
            short=text(row["short"]),
            definition=text(row["definition"]),
            subdimensions=texts(row["subdimensions"]),
        )
        for row in data["aspects"]
    )
    head = data["taxonomy"]
    return Taxonomy(
        code=head["code"],
        version=head["version"],
        label=text(head["label"]),
        aspects=aspects,
        indicators=tuple(_indicator(row) for row in load("indicators")["indicators"]),
        maps=tuple((one.code, one.code) for one in aspects),
    )


TAXONOMY = _default()
_ASPECTS = {one.code: one for one in TAXONOMY.aspects}
_INDICATORS = {one.code: one for one in TAXONOMY.indicators}


def _joined(parts: Iterable[Text]) -> Text:
    together = tuple(parts)
    return Text(" ".join(part.id for part in together), " ".join(part.en for part in together))


@lru_cache(maxsize=1)
def taxonomies() -> dict[str, Taxonomy]:
    """Every taxonomy by code: the study's own first, then the maps of other editions and authors.

    A mapped taxonomy keeps the indicators under its own aspects; what has no place there (group support in House) is
    left out.
    """
    found = {TAXONOMY.code: TAXONOMY}
    for row in load("aspects")["maps"]:
        maps = tuple((source, one["code"]) for one in row["aspects"] for source in one["from"])
        target = dict(maps)
        aspects = tuple(
            Aspect(
                code=one["code"],
                letter=one["letter"],
                label=text(one["label"]),
                short=text(one["short"]),
                definition=_joined(_ASPECTS[source].definition for source in one["from"]),
                subdimensions=tuple(part for source in one["from"] for part in _ASPECTS[source].subdimensions),
            )
            for one in row["aspects"]
        )
        indicators = tuple(
            replace(one, aspect=target[one.aspect]) for one in TAXONOMY.indicators if one.aspect in target
        )
        found[row["code"]] = Taxonomy(row["code"], row["version"], text(row["label"]), aspects, indicators, maps)
    return found


def aspect(code: str) -> Aspect:
    """The aspect with this code. Raises NotFound."""
    if code not in _ASPECTS:
        raise NotFound(
            N_("There is no aspect “{code}”. Choose one of {choices}."), code=code, choices=", ".join(_ASPECTS)
        )
    return _ASPECTS[code]


def indicator(code: str) -> Indicator:
    """The indicator with this code, such as 'INF-02'. Raises NotFound."""
    if code not in _INDICATORS:
        raise NotFound(N_("There is no indicator “{code}”. Choose one from the codebook."), code=code)
    return _INDICATORS[code]


def indicators_of(aspect_code: str) -> tuple[Indicator, ...]:
    """The active indicators of one of the five aspects, in order. Raises NotFound."""
    return TAXONOMY.indicators_of(aspect(aspect_code).code)


def is_active(code: str) -> bool:
    """Whether an indicator may be used for new records; False also for unknown codes."""
    return code in _INDICATORS and _INDICATORS[code].is_active


# Suggestion by cue words. Indonesian puts meaning into prefixes (menjelaskan, dijelaskan, penjelasan), so words are
# compared by possible stems. This over-generates on purpose: it only ranks suggestions, a person decides.

_WORD = re.compile(r"[^\W\d_]+")
_PREFIXES = (  # what stands in front, what must follow, what is put back
    (re.compile(r"^[mp]eny(?=[aiueo])"), "s"),
    (re.compile(r"^[mp]eng(?=[aiueo])"), "k"),
    (re.compile(r"^[mp]enge?(?=[a-z])"), ""),
    (re.compile(r"^[mp]em(?=[aiueo])"), "p"),
    (re.compile(r"^[mp]em(?=[bfv])"), ""),
    (re.compile(r"^[mp]en(?=[aiueo])"), "t"),
    (re.compile(r"^[mp]en(?=[cdjtz])"), ""),
    (re.compile(r"^[mp]e(?=[lmnrwy])"), ""),
    (re.compile(r"^(?:di|ter|ber|per|ke|se)"), ""),
)
_ENDS = ("kannya", "annya", "inya", "kan", "nya", "lah", "kah", "mu", "ku", "an", "i")
_SHORTEST_STEM = 4


@lru_cache(maxsize=20_000)
def stems(word: str) -> frozenset[str]:
    """The possible stems of an Indonesian word in lower case, itself among them; derived ones of four letters up."""
    bases = {word} | {word[: -len(end)] for end in _ENDS if word.endswith(end)}
    derived = {rule.sub(back, base) for base in bases for rule, back in _PREFIXES}
    return frozenset(one for one in bases | derived if len(one) >= _SHORTEST_STEM) | {word}


def _words(passage: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(passage)]


@lru_cache(maxsize=1)
def _cue_table() -> tuple[tuple[str, tuple[frozenset[str], ...], frozenset[str]], ...]:
    """Each cue once: its words, their stems, and the indicators it points to."""
    owners: dict[str, set[str]] = {}
    for one in TAXONOMY.indicators:
        if one.is_active:
            for cue in one.cues:
                owners.setdefault(cue, set()).add(one.code)
    return tuple((cue, tuple(stems(word) for word in _words(cue)), frozenset(codes)) for cue, codes in owners.items())


def _occurs(pattern: tuple[frozenset[str], ...], line: list[frozenset[str]]) -> bool:
    return any(
        all(want & line[at + step] for step, want in enumerate(pattern)) for at in range(len(line) - len(pattern) + 1)
    )


def suggest(passage: str, limit: int = 5) -> list[tuple[str, tuple[str, ...]]]:
    """Indicators whose cue words occur in `passage`, best first, each with the cues found.

    A cue that points to few indicators, or has several words, weighs more. A suggestion only; nothing is ever coded
    by it.
    """
    line = [stems(word) for word in _words(passage)]
    weight: dict[str, float] = {}
    matched: dict[str, list[str]] = {}
    for cue, pattern, codes in _cue_table():
        if _occurs(pattern, line):
            for code in codes:
                weight[code] = weight.get(code, 0.0) + len(pattern) / len(codes)
                matched.setdefault(code, []).append(cue)
    best = sorted(weight, key=lambda code: (-weight[code], list(_INDICATORS).index(code)))
    return [(code, tuple(matched[code])) for code in best[:limit]]
