"""Text sources and notes of a project: their text, their passages, and where these belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from laras.domain.errors import N_
from laras.doors.exchange.refi import schema, values
from laras.doors.exchange.refi.container import Container, is_outside
from laras.doors.exchange.refi.document import to_xml
from laras.doors.exchange.refi.model import MISSING, Coding, Loss, Selection, Stamp, TextSource
from laras.doors.exchange.refi.offsets import Evidence, Index, LfText, choose_unit, lf_text

NO_CODE = N_("“{name}”: codings that point at no code: {count}. They are kept and written back at export.")
NO_PASSAGE = N_(
    "“{name}”: codings of the whole source, not of a passage: {count}. They are kept and written back at export."
)
NOTE_PASSAGES = N_("Passages inside the note “{name}”: {count}. They are kept and written back at export.")
NOTE_CODINGS = N_("Codings inside the note “{name}”: {count}. They are kept and written back at export.")
WAITING_PASSAGES = N_("“{name}”: passages that wait for the text: {count}. Add it and they take their places.")
WAITING_CODINGS = N_("“{name}”: codings that wait for the text: {count}. Add it and they take their places.")
BACKWARDS = N_(
    "“{name}”: the passage from {start} to {end} ends before it begins. It is kept and written back at export."
)
EMPTY = N_("“{name}”: the passage at {start} is empty. It is kept and written back at export.")
BEYOND = N_("“{name}”: the passage from {start} to {end} lies outside the text. It is kept and written back at export.")
NO_POSITION = N_("“{name}”: a passage has no position. It cannot be kept.")
WITH_PASSAGE = N_(
    "“{name}”: codings of passages that have no place in the text: {count}. They go where the passage goes."
)
TWICE = N_(
    "Identifiers used more than once: {count}. The first keeps it; a repeated one that Laras reads gets a new one."
)
NOT_GUIDS = N_("Identifiers that do not have the form of the standard: {count}. They are replaced by ones that do.")


@dataclass
class Reading:
    """What is known while a project is read: its files, the GUIDs given out, its codes, and the losses so far."""

    container: Container
    codes: set[str] = field(default_factory=set)
    lost: list[Loss] = field(default_factory=list)
    users: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    texts: dict[str, LfText] = field(default_factory=dict)
    repeats: Counter[str] = field(default_factory=Counter)

    def declare(self, raw: str | None) -> str:
        """The GUID of a new thing: as in the file, or one derived from it, always the same, if it is no good."""
        wanted = values.guid(raw)
        given = wanted
        while not given or given in self.taken:
            self.repeats[wanted] += 1
            given = values.derived_guid(f"{wanted}#{self.repeats[wanted]}")
        self.taken.add(given)
        return given

    def tell(self, what: str, why: str, count: int = 1, **params: object) -> None:
        """Add a loss of `count` things; nothing if there are none."""
        if count:
            self.lost.append(Loss(what, why, {"count": count, **params} if "{count}" in why else params, count))

    def tell_repeats(self, root: Element) -> None:
        """Tell identifiers that are there more than once, or are none."""
        said = [each.get("guid", "") for each in root.iter() if "guid" in each.attrib]
        used = Counter(values.guid(each) for each in said if each)
        self.tell("guids", TWICE, sum(number > 1 for number in used.values()))
        self.tell("guids", NOT_GUIDS, sum(not values.is_guid(each) for each in said))


def stamp(element: Element, suffix: str = "") -> Stamp:
    """Who and when; only the project itself spells its users with the `suffix` GUID."""
    return Stamp(
        values.guid(element.get("creatingUser" + suffix)),
        values.moment(element.get("creationDateTime")),
        values.guid(element.get("modifyingUser" + suffix)),
        values.moment(element.get("modifiedDateTime")),
    )


def note_refs(element: Element) -> tuple[str, ...]:
    """The GUIDs of the notes that `element` points at."""
    return tuple(values.guid(ref.get("targetGUID")) for ref in element.findall("NoteRef") if ref.get("targetGUID"))


def read_text_source(element: Element, reading: Reading) -> TextSource:
    """A TextSource or Note with positions as the file says them; its text, if any, waits in `reading.texts`."""
    guid = reading.declare(element.get("guid"))
    name = element.get("name", "")
    text, missing = _text(element, reading)
    if text is not None:
        reading.texts[guid] = text
    codings, stray = _codings(element, name, reading, Stamp())
    kept = [child for child in element if child.tag == "VariableValue"] + stray
    selections = (_selection(each, name, reading) for each in element.findall("PlainTextSelection"))
    return TextSource(
        guid=guid,
        name=name,
        text=None if text is None else text.text,
        missing=missing,
        path=element.get("plainTextPath", ""),
        rich_path=element.get("richTextPath", ""),
        description=element.findtext("Description") or "",
        selections=tuple(each for each in selections if each is not None),
        codings=codings,
        note_refs=note_refs(element),
        stamp=stamp(element),
        extra=_kept_xml(kept),
    )


def _kept_xml(elements: list[Element]) -> tuple[str, ...]:
    return tuple(to_xml(good) for each in elements if (good := schema.conform(each)) is not None)


def _text(element: Element, reading: Reading) -> tuple[LfText | None, str]:
    inline = element.find("PlainTextContent")
    if inline is not None:
        return lf_text(inline.text or ""), ""
    path = element.get("plainTextPath", "")
    if not path:
        return None, "none"
    member = reading.container.find(path)
    if member is None:
        return None, "outside" if is_outside(path) else "file"
    text = _decode(reading.container.files[member])
    if text is None:
        return None, "unreadable"
    reading.used.add(member)
    return lf_text(text), ""


def _decode(data: bytes) -> str | None:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        return None


def _selection(element: Element, source: str, reading: Reading) -> Selection | None:
    start, end = values.integer(element.get("startPosition")), values.integer(element.get("endPosition"))
    if start is None or end is None:
        reading.tell("selections", NO_POSITION, name=source)
        reading.tell("codings", WITH_PASSAGE, len(element.findall("Coding")), name=source)
        return None
    made = stamp(element)
    codings, stray = _codings(element, source, reading, made)
    return Selection(
        guid=reading.declare(element.get("guid")),
        start=start,
        end=end,
        name=element.get("name", ""),
        description=element.findtext("Description") or "",
        codings=codings,
        note_refs=note_refs(element),
        stamp=made,
        extra=_kept_xml(stray),
    )


def _codings(
    element: Element, source: str, reading: Reading, selected: Stamp
) -> tuple[tuple[Coding, ...], list[Element]]:
    """The codings right below `element` (`selected` names the coder where they do not), and those without a code."""
    good: list[Coding] = []
    stray: list[Element] = []
    for each in element.findall("Coding"):
        ref = each.find("CodeRef")
        code = values.guid(ref.get("targetGUID")) if ref is not None else ""
        if code not in reading.codes:
            stray.append(each)
            continue
        coder = values.guid(each.get("creatingUser")) or selected.creator
        when = values.moment(each.get("creationDateTime"))
        good.append(Coding(reading.declare(each.get("guid")), code, coder, when, note_refs(each)))
    reading.tell("codings", NO_CODE, len(stray), name=source)
    return tuple(good), stray


def place_text(
    source: TextSource, text: str, unit: str | None = None, origin: str = ""
) -> tuple[TextSource, tuple[Loss, ...]]:
    """`source` with `text` and its passages in their places, and what found no place.

    For a source whose text comes later: `text` as in its file (BOM and CRLF allowed), `unit` as the project's offsets
    were found (None: told from the passages, `origin` breaking ties).
    """
    came = lf_text(text)
    waiting = source.selections + source.unplaced if source.text is None else source.unplaced
    if unit is None:
        ranges = [(each.start, each.end, each.name) for each in waiting]
        # What Laras writes for a source without text still are positions of the program before it.
        unit = choose_unit([Evidence(came, ranges)], origin.rpartition(", from ")[2])[0] or "code point"
    placed, losses = place(replace(source, selections=waiting, unplaced=()), came, unit)
    if source.text is not None:
        placed = replace(placed, selections=source.selections + placed.selections)
    return placed, losses


def place(source: TextSource, text: LfText, unit: str, slip: str = "") -> tuple[TextSource, tuple[Loss, ...]]:
    """`source` with its selections, counted in `unit` and wrong by `slip`, at code points of `text`."""
    index = Index(text, unit, slip)
    good: list[Selection] = []
    bad: list[Selection] = []
    lost: list[Loss] = []
    for each in source.selections:
        start, end = index.span(each.start, each.end)
        if start is not None and end is not None and start < end:
            good.append(replace(each, start=start, end=end))
            continue
        bad.append(each)
        why = BACKWARDS if each.start > each.end else EMPTY if each.start == each.end else BEYOND
        known: Mapping[str, object] = {"name": source.name, "start": each.start, "end": each.end}
        lost.append(Loss("selections", why, known))
    if codings := sum(len(each.codings) for each in bad):
        lost.append(Loss("codings", WITH_PASSAGE, {"count": codings, "name": source.name}, codings))
    placed = replace(source, text=text.text, missing="", selections=tuple(good), unplaced=tuple(bad))
    return placed, tuple(lost)


def tell_missing(source: TextSource, reading: Reading) -> None:
    """Tell that `source` has no text and what waits for it."""
    reading.tell("sources", MISSING[source.missing], name=source.name, file=source.path)
    reading.tell("selections", WAITING_PASSAGES, len(source.selections), name=source.name)
    reading.tell("codings", WAITING_CODINGS, sum(len(each.codings) for each in source.selections), name=source.name)
