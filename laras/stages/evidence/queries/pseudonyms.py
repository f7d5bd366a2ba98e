"""The key of a study, what in a text is proposed to be replaced, and what still names somebody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from laras.domain import deidentify
from laras.domain.deidentify import STANDS, WHY, Found, Kind, Pair
from laras.domain.names import words
from laras.domain.offsets import layout
from laras.domain.texts import Text
from laras.stages.evidence.models import Informant, Pseudonym, Source, Study
from laras.stages.evidence.queries.permissions import shut_source_ids
from laras.stages.evidence.queries.reading import WIDTH
from laras.stages.people.models import Client, Family, Worker

AROUND = 45
MOST_CONTEXTS = 3
MOST_PLACES = 20


def key_of(study: Study) -> QuerySet[Pseudonym]:
    """Return the key of a study in the order it grew; what was judged to be no name too."""
    return Pseudonym.objects.filter(study=study).order_by("recorded_at", "id")


def pairs_of(study: Study) -> list[Pair]:
    """Return what is replaced in every text of a study."""
    return [Pair(kind_of(row.kind), row.real, row.stands) for row in key_of(study) if not row.is_kept]


def kind_of(kind: str) -> Kind:
    """Return a kind of the key as the search for names knows it; what is none of its own is other."""
    return next((one for one in ("person", "place", "phone", "number") if one == kind), "other")


@dataclass(frozen=True)
class Known:
    """Names of the home and of the study, by what the person is here; for looking, never for showing."""

    clients: frozenset[str]
    workers: frozenset[str]
    family: frozenset[str]
    informants: Mapping[str, str]

    def all(self) -> set[str]:
        return {*self.clients, *self.workers, *self.family, *self.informants}

    def role(self, name: str) -> str:
        """Return which of `STANDS` fits a name found in a text: client, worker, family, else person."""
        asked = set(words(name))
        for role in ("client", "worker", "family"):
            if any(asked & set(words(one)) for one in self._of(role)):
                return role
        return "person"

    def _of(self, role: str) -> frozenset[str]:
        return {"client": self.clients, "worker": self.workers, "family": self.family}[role]


def known_names(study: Study) -> Known:
    """Return every name of clients, workers and family of the home, and of the informants of the study."""
    home = study.facility_id
    clients = Client.objects.filter(facility_id=home).only("id", "facility_id", "full_name").order_by()
    family = Family.objects.filter(facility_id=home, removed_at__isnull=True).only("id", "facility_id", "name")
    informants = Informant.objects.filter(study=study).only("id", "facility_id", "code", "name").order_by()
    return Known(
        frozenset(row.full_name for row in clients if row.full_name),
        frozenset(Worker.objects.filter(facility_id=home).order_by().values_list("name", flat=True)),
        frozenset(row.name for row in family.order_by() if row.name),
        {row.name: row.code for row in informants if row.name},
    )


@dataclass(frozen=True)
class Proposal:
    """Words found in a text, all their places together, and what is proposed to stand there."""

    kind: Kind
    real: str
    count: int
    why: Text
    contexts: tuple[tuple[str, str, str], ...]
    stands: str
    in_key: bool


def proposals(source: Source, language: str) -> list[Proposal]:
    """Return what was found in a text, the words that come first first; what was judged to be no name is left out."""
    known = known_names(source.study)
    key = list(key_of(source.study))
    kept = {row.real.lower() for row in key if row.is_kept}
    given = {row.real.lower(): row.stands for row in key if not row.is_kept}
    groups: dict[str, list[Found]] = {}
    for one in deidentify.candidates(source.text, known.all()):
        if one.words.lower() not in kept:
            groups.setdefault(one.words.lower(), []).append(one)
    taken = _taken(key, source.text)
    stands: dict[str, str] = dict(given)
    # The longest name decides; its parts, standing alone, are the same person.
    for low in sorted(groups, key=lambda each: (-len(each), groups[each][0].start)):
        if low not in stands:
            stands[low] = _same_person(low, groups[low][0], stands) or _next(groups[low][0], known, taken, language)
            taken.add(stands[low])
    return [_proposal(source.text, found, stands[low], low in given) for low, found in groups.items()]


def _taken(key: list[Pseudonym], text: str) -> set[str]:
    """Return the words that stand for somebody already, in the key or in the text."""
    in_text = {
        text_of.format(letter=deidentify.letter(n), n=n)
        for template in STANDS.values()
        for text_of in (template.id, template.en)
        for n in range(1, 27)
    }
    return {row.stands for row in key} | {words for words in in_text if words in text}


def _same_person(low: str, found: Found, stands: Mapping[str, str]) -> str:
    if found.kind != "person":
        return ""
    parts = set(low.split())
    whole = {stood for real, stood in stands.items() if parts < set(real.split())}
    return whole.pop() if len(whole) == 1 else ""


def _next(found: Found, known: Known, taken: set[str], language: str) -> str:
    template = STANDS[known.role(found.words) if found.kind == "person" else _template(found)]
    return deidentify.next_stands(taken, template, language)


def _template(found: Found) -> str:
    if found.why in ("email", "birth", "address"):
        return found.why
    return {"place": "place", "phone": "phone"}.get(found.kind, "number")


def _proposal(text: str, found: list[Found], stands: str, in_key: bool) -> Proposal:
    contexts = tuple(_context(text, one) for one in found[:MOST_CONTEXTS])
    first = found[0]
    real = next((one.words for one in found if one.words != one.words.lower()), first.words)
    return Proposal(first.kind, real, len(found), WHY[first.why], contexts, stands, in_key)


def _context(text: str, one: Found) -> tuple[str, str, str]:
    before = text[max(0, one.start - AROUND) : one.start].rpartition("\n")[2]
    after = text[one.end : one.end + AROUND].partition("\n")[0]
    return before, one.words, after


@dataclass(frozen=True)
class Left:
    """What could still name somebody in one text: how often, and the places as (line, words, why), the first twenty."""

    name: str
    count: int
    places: tuple[tuple[int, str, Text], ...]


def names_left(study: Study, texts: Iterable[tuple[str, str]]) -> list[Left]:
    """Return what could re-identify somebody in `texts` [(name, text), …] before they leave; the clean are left out.

    Looked for: everything in the key of the study, names of informants, full names of people of the home, and every
    identity, insurance and telephone number and e-mail address.
    """
    keys = _keys(study)
    found = []
    for name, text in texts:
        places = deidentify.scan(text, keys)
        if places:
            found.append(Left(name, len(places), tuple(_numbered(text, places[:MOST_PLACES]))))
    return found


def study_names_left(study: Study, most: int | None = None) -> list[Left] | None:
    """Return what still names somebody in the texts of a study; None, unread, when they have more than `most` letters."""
    rows = Source.objects.filter(study=study, removed_at__isnull=True, is_missing=False)
    if most is not None and (rows.aggregate(all=Sum("length"))["all"] or 0) > most:
        return None
    shut = shut_source_ids(study)
    texts = rows.only("id", "facility_id", "name", "text").order_by("position", "id")
    return names_left(study, ((row.name, row.text) for row in texts if row.pk not in shut))


def _keys(study: Study) -> dict[str, Kind]:
    known = known_names(study)
    keys: dict[str, Kind] = {_plain(name): "person" for name in known.informants}
    # One word alone would find half the village; of people of the home only the full name counts.
    full = {_plain(name) for name in (*known.clients, *known.workers, *known.family)}
    keys |= {name: "person" for name in full if " " in name}
    keys |= {pair.real: pair.kind for pair in pairs_of(study)}
    keys.pop("", None)
    return keys


def _plain(name: str) -> str:
    """Return a name without form of address, degree and remark, as it is spoken."""
    return " ".join(word.title() for word in words(name)) if name else ""


def _numbered(text: str, places: list[Found]) -> list[tuple[int, str, Text]]:
    starts = [line.start for line in layout(text, WIDTH)]
    return [(max(1, bisect_right(starts, one.start)), one.words, WHY[one.why]) for one in places]
