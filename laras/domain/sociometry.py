"""Who chooses whom in a group: density, reciprocity, centralisation, isolates and stars."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean, pstdev

from laras.domain.errors import N_, BadInput
from laras.domain.results import Result, note

Member = Hashable
Tie = tuple[Member, Member]
SOURCE = "Moreno (1934); Freeman (1979) Soc. Networks 1:215-239; Wasserman & Faust (1994)"
DUPLICATES = N_("Ties named more than once, counted once: {n}.")
SMALL = N_("A group of {n} has no pairs to speak of.")
NO_TIES = N_("Nobody was chosen: reciprocity is not defined.")
SAME_CHOICES = N_("Everybody made the same number of choices: out-centralisation says nothing.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sociogram(Result):
    """`value` is the density. Maps go by member, in the order given; undirected groups have `degree` only.

    `mutual` and `asymmetric` count pairs. Reciprocity: edgewise 2M/E, dyadic M/(M+A). Centralisations are Freeman's,
    0 to 1. `isolates` neither choose nor are chosen, `unchosen` are not chosen, `stars` are chosen far above the mean
    (mean + 2 SD, at least 2).
    """

    n_ties: int = 0
    duplicates: int = 0
    mutual: int | None = None
    asymmetric: int | None = None
    reciprocity_edgewise: float | None = None
    reciprocity_dyadic: float | None = None
    indegree: Mapping[Member, int] = field(default_factory=dict, hash=False)
    outdegree: Mapping[Member, int] = field(default_factory=dict, hash=False)
    degree: Mapping[Member, int] = field(default_factory=dict, hash=False)
    centralization_indegree: float | None = None
    centralization_outdegree: float | None = None
    centralization_degree: float | None = None
    mutual_pairs: tuple[Tie, ...] = ()
    isolates: tuple[Member, ...] = ()
    unchosen: tuple[Member, ...] = ()
    stars: tuple[Member, ...] = ()


def sociogram(members: Sequence[Member], ties: Sequence[Sequence[Member]], *, directed: bool = True) -> Sociogram:
    """Describe the choices in a group.

    `members` lists everybody, also those never named; `ties` are (chooser, chosen) or, undirected, pairs. A tie to
    oneself or to a stranger is refused; a tie named twice counts once and is told.
    """
    kept = _ties(members, ties, directed=directed)
    duplicates = len(ties) - len(kept)
    n = len(members)
    told = (note(DUPLICATES, n=duplicates),) if duplicates else ()
    room = n * (n - 1) / (1 if directed else 2)
    base = Sociogram(
        value=len(kept) / room if room else None,
        n_used=n,
        n_missing=0,
        method="sociogram",
        variant="directed" if directed else "undirected",
        warnings=told if room else (*told, note(SMALL, n=n)),
        source=SOURCE,
        n_ties=len(kept),
        duplicates=duplicates,
    )
    return _directed(base, members, kept) if directed else _undirected(base, members, kept)


def _ties(members: Sequence[Member], ties: Sequence[Sequence[Member]], *, directed: bool) -> list[Tie]:
    place = {m: i for i, m in enumerate(members)}
    if len(place) != len(members):
        raise BadInput(N_("A member is listed twice. List each member once."))
    kept: dict[Tie, None] = {}
    for tie in ties:
        if len(tie) != 2:
            raise BadInput(N_("A tie joins two members."))
        a, b = tie
        for name in (a, b):
            if name not in place:
                raise BadInput(N_("{name} is not a member of the group. Add the member or correct the tie."), name=name)
        if a == b:
            raise BadInput(N_("{name} cannot choose themself. Remove the tie."), name=a)
        kept[(a, b) if directed or place[a] < place[b] else (b, a)] = None
    return list(kept)


def _directed(base: Sociogram, members: Sequence[Member], ties: Sequence[Tie]) -> Sociogram:
    chosen, choosing = dict.fromkeys(members, 0), dict.fromkeys(members, 0)
    for a, b in ties:
        choosing[a] += 1
        chosen[b] += 1
    order = {tie: i for i, tie in enumerate(ties)}
    pairs = tuple((a, b) for i, (a, b) in enumerate(ties) if order.get((b, a), -1) > i)
    mutual, one_way = len(pairs), len(ties) - 2 * len(pairs)
    n = len(members)
    room, told = (n - 1) ** 2, base.warnings
    if not ties:
        told = (*told, note(NO_TIES))
    elif len(set(choosing.values())) == 1:
        told = (*told, note(SAME_CHOICES))
    return replace(
        base,
        warnings=told,
        mutual=mutual,
        asymmetric=one_way,
        reciprocity_edgewise=2 * mutual / len(ties) if ties else None,
        reciprocity_dyadic=mutual / (mutual + one_way) if ties else None,
        indegree=chosen,
        outdegree=choosing,
        degree={m: chosen[m] + choosing[m] for m in members},
        centralization_indegree=_central(chosen, room),
        centralization_outdegree=_central(choosing, room),
        mutual_pairs=pairs,
        isolates=tuple(m for m in members if not chosen[m] and not choosing[m]),
        unchosen=tuple(m for m in members if not chosen[m]),
        stars=_stars(chosen),
    )


def _undirected(base: Sociogram, members: Sequence[Member], ties: Sequence[Tie]) -> Sociogram:
    degree = dict.fromkeys(members, 0)
    for tie in ties:
        for name in tie:
            degree[name] += 1
    alone = tuple(m for m in members if not degree[m])
    n = len(members)
    return replace(
        base,
        degree=degree,
        centralization_degree=_central(degree, (n - 1) * (n - 2)),
        isolates=alone,
        unchosen=alone,
        stars=_stars(degree),
    )


def _central(degree: Mapping[Member, int], room: int) -> float | None:
    """Freeman: the summed distance to the most central member, over the largest possible."""
    if not degree or room <= 0:
        return None
    top = max(degree.values())
    return sum(top - d for d in degree.values()) / room


def _stars(degree: Mapping[Member, int]) -> tuple[Member, ...]:
    if not degree:
        return ()
    bar = max(2.0, fmean(degree.values()) + 2 * pstdev(degree.values()))
    return tuple(m for m, d in degree.items() if d >= bar)


def betweenness_centralization(
    members: Sequence[Member], ties: Sequence[Sequence[Member]], *, directed: bool = True
) -> Result:
    """Freeman centralisation of betweenness, Σ(max - b)/(n-1) with b normalised; three members at least."""
    import networkx as nx

    kept, n = _ties(members, ties, directed=directed), len(members)
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(members)
    graph.add_edges_from(kept)
    between = list(nx.betweenness_centrality(graph, normalized=True).values()) if n > 2 else []
    return Result(
        value=float(sum(max(between) - b for b in between) / (n - 1)) if between else None,
        n_used=n,
        n_missing=0,
        method="betweenness centralisation",
        variant="directed" if directed else "undirected",
        warnings=() if between else (note(SMALL, n=n),),
        source=SOURCE,
    )
