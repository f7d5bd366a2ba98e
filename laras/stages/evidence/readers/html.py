"""HTML → text: headings and paragraphs apart by an empty line, lists by line, tables by tab."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from laras.domain.errors import N_
from laras.stages.evidence.readers.document import Part
from laras.stages.evidence.readers.text import decode, tidy

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

PICTURES = N_("Pictures were left out; only text is read.")

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_DROPPED = ("script", "style", "template", "noscript", "iframe", "object", "svg", "textarea", "select")
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend main nav p pre section summary"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# element: (elements that it ends where their end tag is missing, elements that it never leaves)
_ENDED_BY = {
    "li": (("li",), ("ul", "ol")),
    "td": (("td", "th"), ("table", "tr")),
    "th": (("td", "th"), ("table", "tr")),
    "tr": (("tr",), ("table",)),
    "tbody": (("thead", "tbody"), ("table",)),
    "tfoot": (("thead", "tbody"), ("table",)),
}
_SPACES = re.compile(r"[ \t\n\r\f]+")
_NOTE_ID = re.compile(r"^(?:footnote|endnote|fn|note)[-:_]?\w+$", re.IGNORECASE)
_BACK = ("↑", "↩", "↩\ufe0e", "↵", "^")


def parse(data: bytes) -> Part:
    """Return the text of an HTML file."""
    declared = _DECLARED.search(data[:2048])
    raw, notes = decode(data, declared[1].decode("ascii") if declared else "")
    part = markup_to_part(raw)
    return {**part, "notes": notes + part["notes"]}


def markup_to_part(markup: str, *, spaces_count: bool = False) -> Part:
    """Return the text of `markup`; `spaces_count` keeps spaces and tabs as written (they come from a word processor).

    The title is the <title>, else the first heading when nothing stands before it.
    """
    from bs4 import BeautifulSoup  # a quarter of a second; only in the child
    from bs4.element import PreformattedString  # comments, doctype and their kin

    soup = BeautifulSoup(markup, "html.parser")
    notes = [PICTURES] if soup.find("img") else []
    for node in soup.find_all(_DROPPED):
        node.decompose()
    title = soup.title.extract().get_text() if soup.title else ""
    for words in soup.find_all(string=lambda found: isinstance(found, PreformattedString)):
        words.extract()
    _close_open_items(soup)
    text = tidy("\n\n".join(_inside(soup, spaces_count)))
    title = title or _heading_in_front(soup, text)
    return {"text": text, "title": _SPACES.sub(" ", title).strip(), "notes": notes}


def _heading_in_front(soup: BeautifulSoup, text: str) -> str:
    first = soup.find(_HEADINGS)
    words = _SPACES.sub(" ", first.get_text()).strip() if first else ""
    return words if words and _SPACES.sub(" ", text).startswith(words) else ""


def _close_open_items(soup: BeautifulSoup) -> None:
    """Take items, rows and cells out of those whose end tag was left out: HTML allows that, the parser nests them."""
    for node in soup.find_all(list(_ENDED_BY)):
        ended, within = _ENDED_BY[node.name]
        for parent in node.parents:
            if parent.name in within:
                break
            if parent.name in ended:
                parent.insert_after(*_from_here_on(node, parent))
                break


def _from_here_on(node: Tag, parent: Tag) -> list[PageElement]:
    """Return the node and everything after it inside `parent`, so that moving it out moves no word past another."""
    found: list[PageElement] = [node, *node.next_siblings]
    for above in node.parents:
        if above is parent:
            break
        found.extend(above.next_siblings)
    return found


class _Blocks:
    """Collects blocks of text while walking through the elements; `line` is the block being written."""

    def __init__(self, spaces_count: bool) -> None:
        self._spaces_count = spaces_count
        self._done: list[str] = []
        self._line = ""

    def finished(self) -> list[str]:
        self._end()
        return self._done

    def walk(self, parent: Tag) -> None:
        tag = _tag_type()
        for node in parent.children:
            if isinstance(node, tag):
                self.add(node)
            else:
                self._words(str(node))

    def add(self, node: Tag) -> None:
        name = node.name
        if name == "br":
            self._line = self._line.rstrip(" ") + "\n"
        elif name == "table":
            self._whole("\n".join(_table(node, self._spaces_count)))
        elif name in ("ul", "ol"):
            self._whole("\n".join(_items(node, self._spaces_count)))
        elif name == "pre":
            self._whole(node.get_text())
        elif name == "a" and node.get_text().strip() in _BACK and str(node.get("href", "")).startswith("#"):
            return
        elif name in _BLOCKS or name == "li":
            self._end()
            self.walk(node)
            self._end()
        else:
            self.walk(node)

    def _words(self, words: str) -> None:
        if self._spaces_count:
            self._line += words.replace("\n", " ")
            return
        words = _SPACES.sub(" ", words)
        self._line += words.lstrip(" ") if not self._line or self._line[-1] in " \n" else words

    def _whole(self, block: str) -> None:
        self._end()
        if block.strip():
            self._done.append(block.strip("\n"))

    def _end(self) -> None:
        if self._line.strip():
            self._done.append(self._line.strip())
        self._line = ""


def _inside(node: Tag, spaces_count: bool) -> list[str]:
    blocks = _Blocks(spaces_count)
    blocks.walk(node)
    return blocks.finished()


def _one_line(node: PageElement, spaces_count: bool) -> str:
    words = _inside(node, spaces_count) if isinstance(node, _tag_type()) else [str(node)]
    return _SPACES.sub(" ", " ".join(words)).strip()


def _table(table: Tag, spaces_count: bool) -> list[str]:
    """Return the rows as lines, the cells apart by tabs; what stands in a cell becomes one line."""
    lines: list[str] = []
    for node in table.children:
        if isinstance(node, _tag_type()) and node.name in ("thead", "tbody", "tfoot"):
            lines.extend(_table(node, spaces_count))
        elif isinstance(node, _tag_type()) and node.name == "tr":
            cells = [child for child in node.children if isinstance(child, _tag_type()) or str(child).strip()]
            lines.append("\t".join(_one_line(cell, spaces_count) for cell in cells))
        else:  # a caption, or words that were put between the rows
            lines.append(_one_line(node, spaces_count))
    return [line for line in lines if line.strip()]


def _items(listing: Tag, spaces_count: bool) -> list[str]:
    """Return the lines of a list: `- ` or `1. ` in front, a note `[1] `, a list within a list two spaces further in."""
    lines: list[str] = []
    start = str(listing.get("start", "1"))
    number = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
    for node in listing.children:
        if not isinstance(node, _tag_type()) or node.name != "li":
            lines.extend("  " + line for line in _lines(node, spaces_count))
            continue
        mark = f"{number}. " if listing.name == "ol" else "- "
        if _NOTE_ID.match(str(node.get("id", ""))):
            mark = f"[{number}] "
        number += 1
        for at, line in enumerate(_lines(node, spaces_count)):
            lines.append((mark if at == 0 else "  ") + line)
    return lines


def _lines(node: PageElement, spaces_count: bool) -> list[str]:
    if not isinstance(node, _tag_type()):
        return [words] if (words := _SPACES.sub(" ", str(node)).strip()) else []
    blocks = _Blocks(spaces_count)
    blocks.add(node)
    return [line for block in blocks.finished() for line in block.split("\n")]


def _tag_type() -> type[Tag]:
    from bs4 import Tag

    return Tag
