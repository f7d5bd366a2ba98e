"""The codebook as a tree, with what speaks for and against each code."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Count

from laras.base.access.actor import Actor
from laras.base.store import fetch
from laras.domain.errors import N_, NotFound
from laras.stages.coding.models import Code
from laras.stages.coding.queries.codings import counted_codings
from laras.stages.evidence.models import Study

THERE = frozenset({"given", "received"})
LACKING = frozenset({"lacking", "harmful"})


@dataclass(frozen=True)
class CodeNode:
    """A code with its children; `key` names it in the study and nothing else.

    `there` counts given and received, `lacking` lacking and harmful, `total` every direction; children not included.
    """

    code: Code
    key: str
    there: int
    lacking: int
    total: int
    children: tuple[CodeNode, ...] = ()

    @property
    def total_below(self) -> int:
        return self.total + sum(child.total_below for child in self.children)


def codes_of(study_id: uuid.UUID) -> list[Code]:
    """Return every code of a study in its order, retired ones too."""
    return list(Code.objects.filter(study_id=study_id).order_by("position", "id"))


def code_keys(codes: Iterable[Code]) -> dict[uuid.UUID, str]:
    """Return what each code is called where it stands alone: its name, with its parent's where two share one."""
    rows = list(codes)
    times = Counter(code.name for code in rows)
    names = {code.pk: code.name for code in rows}
    keys = {}
    for code in rows:
        parent = names.get(code.parent_id) if code.parent_id else None
        keys[code.pk] = code.name if times[code.name] == 1 or parent is None else f"{parent} › {code.name}"
    twice = {key for key, n in Counter(keys.values()).items() if n > 1}
    return {code.pk: f"{keys[code.pk]} #{code.position}" if keys[code.pk] in twice else keys[code.pk] for code in rows}


def find_code(study_id: uuid.UUID, key: str) -> Code:
    """Return the code of that key (an indicator such as 'INF-02', a name) or id; NotFound when there is none."""
    named = _named(study_id, key)
    if len(named) == 1:
        return named[0]
    codes = codes_of(study_id)
    keys = code_keys(codes)
    found = next((code for code in codes if key in (keys[code.pk], str(code.pk))), None)
    if found is None:
        raise NotFound(
            N_("There is no code “{code}” in this study. Choose one from the codebook."), code=key, field="code"
        )
    return found


def _named(study_id: uuid.UUID, name: str) -> list[Code]:
    """Return at most two codes of that name; asked with every coding, so the statement is written once."""
    study, label = Code._meta.get_field("study"), Code._meta.get_field("name")
    return [fetch.row_of(Code, row) for row in fetch.fetched(_by_name(), [(study, study_id), (label, name)])]


@cache
def _by_name() -> str:
    return (
        f"SELECT {fetch.columns(Code, 'c')} FROM coding_code c "  # noqa: S608  # our own names
        "WHERE c.study_id = %s AND c.name = %s ORDER BY c.id LIMIT 2"
    )


def codebook(study: Study, by: Actor | None = None) -> tuple[CodeNode, ...]:
    """Return the tree of a study's codes, counted over the codings that `by` may see (None: all); two queries."""
    codes = codes_of(study.pk)
    keys = code_keys(codes)
    counts: dict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    rows = counted_codings(study, by).order_by().values_list("code_id", "polarity")
    for code_id, polarity, n in rows.annotate(n=Count("id")):
        counts[code_id][polarity] = n
    below: dict[uuid.UUID | None, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent_id].append(code)

    def node(code: Code) -> CodeNode:
        found = counts[code.pk]
        return CodeNode(
            code=code,
            key=keys[code.pk],
            there=sum(found[polarity] for polarity in THERE),
            lacking=sum(found[polarity] for polarity in LACKING),
            total=sum(found.values()),
            children=tuple(node(child) for child in below[code.pk]),
        )

    return tuple(node(code) for code in below[None])


def walk(nodes: Iterable[CodeNode]) -> Iterable[CodeNode]:
    """Every node of a tree, parents before children."""
    for one in nodes:
        yield one
        yield from walk(one.children)
