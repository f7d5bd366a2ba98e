"""How far those who coded the same sources agree: which indicators a source shows, and which words show them."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from laras.domain.agreement import Report, UnitizingAlpha, plain_reading, report, report_of, unitizing_alpha
from laras.domain.agreement.ratings import Label
from laras.domain.aspects import ASPECT_CODES
from laras.stages.coding.models import Code
from laras.stages.coding.queries.codebook import code_keys, codes_of
from laras.stages.coding.queries.compared import Compared, Findings, findings
from laras.stages.coding.queries.tallies import YES_NO, Tally, Unit, row_of, tallies
from laras.stages.evidence.models import Study

REPLICATES = 1000


@dataclass(frozen=True)
class CodeAgreement:
    """All coefficients of one code; `reading` is {id, en} words for Krippendorff's alpha.

    `passages` compares the words marked with the code, None where no text is shared.
    """

    key: str
    label: Mapping[str, str]
    aspect: str
    report: Report
    reading: Mapping[str, str]
    passages: UnitizingAlpha | None = None


@dataclass(frozen=True)
class AspectAgreement:
    """One aspect: `report` over unit × code, `passages` over the words marked under the aspect.

    `passages` compares `passage_coders` over the `passage_sources` sources that all of them have read; None without.
    """

    aspect: str
    report: Report
    reading: Mapping[str, str]
    passages: UnitizingAlpha | None
    passage_coders: tuple[str, ...]
    passage_sources: int


@dataclass(frozen=True)
class StudyAgreement:
    """Agreement in a study, of everybody or of two.

    `coders` have finished reading at least one source, `sources_shared` of `sources` were finished by two or more. A
    code counts when one of them used it there. `passages` compares what was marked at all, whatever the code.
    `same_passages` compares, for passages that two or more coders marked with the very same borders, which code they
    gave them; it needs no finished reading, and so is no matter for a blind round.
    """

    coders: tuple[str, ...]
    sources: int
    sources_shared: int
    codes: tuple[CodeAgreement, ...]
    aspects: tuple[AspectAgreement, ...]
    overall: Report
    reading: Mapping[str, str]
    same_passages: Report
    same_passages_reading: Mapping[str, str]
    unit: Unit = "source"
    seed: int = 1
    passages: UnitizingAlpha | None = None


def unit_table(study: Study, code: Code) -> list[list[Label]]:
    """Return one row a source, one column a coder who has finished any in round 1: 'yes', 'no', or None.

    After a finished reading the absence of the code means *no*; before it nothing is known, and that is missing.
    """
    found = findings(study)
    used: dict[uuid.UUID, set[str]] = defaultdict(set)
    for source, coder, code_id, _, _ in found.codings:
        if code_id == code.pk:
            used[source].add(coder)
    return [list(row_of(found, source, used[source])) for source, _ in found.sources]


def agreement(
    study: Study, compared: Compared | None = None, unit: Unit = "source", replicates: int = REPLICATES
) -> StudyAgreement:
    """Return every coefficient of a study per code, per aspect and over all, of round 1 or of two sides.

    Four queries; no text is opened but for the unit *line*. Characters and lines of one text hang together: their
    intervals are too narrow, and for characters there are none.
    """
    asked = compared or Compared()
    found = findings(study, asked)
    codes = codes_of(study.pk)
    keys = code_keys(codes)
    seen = {
        code for source, coder, code, _, _ in found.codings if source in found.shared and coder in found.readers[source]
    }
    counted = [code for code in codes if code.pk in seen]
    tally = tallies(found, unit, [code.pk for code in counted])
    judge = _Judge(found, asked.seed, 0 if unit == "character" else replicates)
    per_code = []
    for code in counted:
        told = judge.report(tally[code.pk])
        words = plain_reading(told.alpha.value)
        per_code.append(CodeAgreement(keys[code.pk], code.label, code.aspect, told, words, judge.marked({code.pk})))
    overall = judge.report(_sum(tally.values()))
    same = _same_passages(found, keys, replicates)
    return StudyAgreement(
        coders=tuple(one for one in found.coders if any(one in names for names in found.readers.values())),
        sources=len(found.sources),
        sources_shared=len(found.shared),
        codes=tuple(per_code),
        aspects=tuple(_of_aspects(judge, counted, tally)),
        overall=overall,
        reading=plain_reading(overall.alpha.value),
        same_passages=same,
        same_passages_reading=plain_reading(same.alpha.value),
        unit=unit,
        seed=asked.seed,
        passages=judge.marked({code.pk for code in counted}),
    )


@dataclass(frozen=True)
class _Judge:
    """Reckons with one seed over the same findings."""

    found: Findings
    seed: int
    replicates: int

    def report(self, tally: Tally) -> Report:
        return report_of(
            tally, n_raters=len(self.found.coders), categories=YES_NO, replicates=self.replicates, seed=self.seed
        )

    def marked(self, codes: set[uuid.UUID], value: str = "marked") -> UnitizingAlpha | None:
        """Compare the words marked with any of these codes; the texts are laid end to end."""
        group, _ = self.found.widest
        if not codes or not group:
            return None
        length, of = self.found.end_to_end
        spans: dict[str, list[tuple[int, int]]] = {coder: [] for coder in group}
        for code in codes:
            for coder, start, end in of.get(code, ()):
                spans[coder].append((start, end))
        return unitizing_alpha(length, {coder: [(s, e, value) for s, e in joined(spans[coder])] for coder in group})


def _sum(every: Iterable[Tally]) -> Tally:
    total: Tally = Counter()
    for one in every:
        total.update(one)
    return total


def _of_aspects(judge: _Judge, counted: Sequence[Code], tally: Mapping[uuid.UUID, Tally]) -> Iterable[AspectAgreement]:
    group, sources = judge.found.widest
    for aspect in ASPECT_CODES:
        codes = {code.pk for code in counted if code.aspect == aspect}
        told = judge.report(_sum(tally[pk] for pk in codes))
        yield AspectAgreement(
            aspect, told, plain_reading(told.alpha.value), judge.marked(codes, aspect), group, len(sources)
        )


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _same_passages(read: Findings, keys: Mapping[uuid.UUID, str], replicates: int) -> Report:
    """Compare the codes given to passages that two or more coders marked with the same borders."""
    given: dict[tuple[uuid.UUID, int, int], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source, coder, code, start, end in read.codings:
        if end > start:
            given[source, start, end][coder].add(keys[code])
    both = [by_coder for by_coder in given.values() if len(by_coder) > 1]
    coders = sorted({coder for by_coder in both for coder in by_coder})
    rows = [[" + ".join(sorted(one[coder])) if coder in one else None for coder in coders] for one in both]
    return report(rows, replicates=replicates)
