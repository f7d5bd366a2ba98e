"""The catalogues: extract, update, compile and check without gettext's programs.

One catalogue stands in every stage and door, and one in `laras/base/ui` for everything below them (base, domain and
config). A word of that one may be used anywhere.

    python -m tools.messages update     bring the .po files up to date with the sources
    python -m tools.messages compile    write the .mo files
    python -m tools.messages check      tell what is untranslated, fuzzy, missing, obsolete or contradictory
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LARAS = ROOT / "laras"
LANGUAGE = "id"
PLURALS = "nplurals=1; plural=0;"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATES = {".html", ".txt", ".svg", ".xml"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sd]|\{\w+\}")

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Room:
    """A folder with a catalogue, and the folders whose sentences stand in it."""

    name: str
    folder: Path
    sources: tuple[Path, ...]

    @property
    def po(self) -> Path:
        return self.folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def rooms(laras: Path = LARAS) -> list[Room]:
    """Return every room with sentences of its own, the common one first."""
    common = Room("base/ui", laras / "base" / "ui", (laras / "base", laras / "domain", laras / "config"))
    folders = sorted(path.parent for floor in ("stages", "doors") for path in laras.glob(f"{floor}/*/__init__.py"))
    return [common, *(Room(str(folder.relative_to(laras)), folder, (folder,)) for folder in folders)]


def sentences_of(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    """Yield (line, msgid or (singular, plural), context) of a Python file or a template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATES:
        # What templatize leaves is read as Python; its indentation means nothing.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    for line, message, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        yield line, message, context


def extracted(room: Room) -> Catalog:
    """Return the sentences of a room, untranslated, each with the file it was first found in."""
    found = Catalog(locale=LANGUAGE)
    paths = sorted(path for source in room.sources for path in source.rglob("*") if path.is_file())
    for path in paths:
        inside = path.relative_to(LARAS.parent) if path.is_relative_to(LARAS.parent) else path
        is_template = path.suffix in TEMPLATES and "templates" in path.parts
        if "migrations" in path.parts or not (path.suffix == ".py" or is_template):
            continue
        for line, message, context in sentences_of(path):
            found.add(message, locations=[(inside.as_posix(), line)], context=context)
    return found


def known(room: Room) -> Catalog:
    """Return the catalogue of a room as it stands, empty when there is none yet."""
    if not room.po.exists():
        return Catalog(locale=LANGUAGE)
    with room.po.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def key_of(message: Message) -> Key:
    """Return what tells a message from others: its context and its (singular) English."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def entries(catalog: Catalog) -> dict[Key, Message]:
    """Return the messages of a catalogue without its head."""
    return {key_of(message): message for message in catalog if message.id}


def texts_of(message: Message) -> tuple[str, ...]:
    """Return the translations of a message, one or one a plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def faults(all_rooms: list[Room]) -> Iterator[str]:
    """Yield one sentence for everything that is wrong in any catalogue."""
    wanted = {room.name: entries(extracted(room)) for room in all_rooms}
    present = {room.name: entries(known(room)) for room in all_rooms}
    common = present[all_rooms[0].name]
    everywhere = {key for keys in wanted.values() for key in keys}
    for room in all_rooms:
        here, needed = present[room.name], wanted[room.name]
        used = everywhere if room is all_rooms[0] else set(needed)
        yield from _head(room)
        for key, message in needed.items():
            if key not in here and key not in common:
                where = ":".join(str(part) for part in message.locations[0])
                yield f"{room.name}: missing “{key[1]}” ({where})"
        for key, message in here.items():
            if key not in used:
                yield f"{room.name}: obsolete “{key[1]}”"
            yield from _entry(room, key, message)
    yield from _contradictions(present)


def _head(room: Room) -> Iterator[str]:
    if room.po.exists() and PLURALS not in room.po.read_text(encoding="utf-8"):
        yield f"{room.name}: the head must say “Plural-Forms: {PLURALS}”, Indonesian has one form"


def _entry(room: Room, key: Key, message: Message) -> Iterator[str]:
    texts = texts_of(message)
    if message.fuzzy:
        yield f"{room.name}: fuzzy “{key[1]}”"
    if not texts or not all(texts):
        yield f"{room.name}: untranslated “{key[1]}”"
        return
    allowed = {name for text in _originals(message) for name in PLACEHOLDER.findall(text)}
    needed = set(PLACEHOLDER.findall(_originals(message)[-1]))
    for text in texts:
        used = set(PLACEHOLDER.findall(text))
        if used - allowed or needed - used:
            yield f"{room.name}: other placeholders in the translation of “{key[1]}”"


def _originals(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _contradictions(present: dict[str, dict[Key, Message]]) -> Iterator[str]:
    """One English sentence has one Indonesian: at run time the catalogues are one."""
    first: dict[Key, tuple[str, tuple[str, ...]]] = {}
    for name, messages in present.items():
        for key, message in messages.items():
            texts = texts_of(message)
            other, said = first.setdefault(key, (name, texts))
            if said != texts:
                yield f"{name}: “{key[1]}” is “{texts[0]}”, in {other} it is “{said[0]}”"


def update(all_rooms: list[Room]) -> None:
    """Write the catalogues anew: new sentences added untranslated, unused ones gone, everything in order."""
    common = {key for key, message in entries(known(all_rooms[0])).items() if all(texts_of(message))}
    wanted = {room.name: extracted(room) for room in all_rooms}
    for room in all_rooms:
        template = wanted[room.name]
        if room is all_rooms[0]:
            _keep_shared_words(template, known(room), wanted)
        old = known(room)
        held = entries(old)
        for key in list(entries(template)):
            if room is not all_rooms[0] and key in common and key not in held:
                template.delete(key[1], key[0])
        if not entries(template) and not room.po.exists():
            continue
        old.update(template, no_fuzzy_matching=True)
        _write(room, old)


def _keep_shared_words(template: Catalog, old: Catalog, wanted: dict[str, Catalog]) -> None:
    """Common words that only rooms above use stay in the common catalogue."""
    used = {key for catalog in wanted.values() for key in entries(catalog)}
    for key, message in entries(old).items():
        if key in used and template.get(key[1], key[0]) is None:
            template.add(message.id, context=message.context)


def _write(room: Room, catalog: Catalog) -> None:
    catalog.header_comment = f"# Indonesian words of {room.name}."
    catalog.project, catalog.version = "Laras", "1"
    catalog.fuzzy = False
    room.po.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalog, width=120, no_location=True, sort_output=True, ignore_obsolete=True)
    # The moments of creation would make every update a change.
    lines = [line for line in text.getvalue().decode().splitlines() if not re.match(r'"(POT-Cr|PO-Rev)', line)]
    room.po.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def compile_all(all_rooms: list[Room]) -> None:
    """Write the .mo file beside every .po file."""
    for room in all_rooms:
        if room.po.exists():
            compiled = io.BytesIO()
            write_mo(compiled, known(room))
            room.po.with_suffix(".mo").write_bytes(compiled.getvalue())


def main(arguments: Iterable[str]) -> int:
    """Carry out one deed and return the exit code."""
    deed = " ".join(arguments)
    if deed == "update":
        update(rooms())
    elif deed == "compile":
        compile_all(rooms())
    elif deed == "check":
        wrong = list(faults(rooms()))
        print(
            "\n".join([*wrong, f"{len(wrong)} faults in the catalogues." if wrong else "The catalogues are complete."])
        )
        return 1 if wrong else 0
    else:
        print("Write: python -m tools.messages update, compile or check", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
