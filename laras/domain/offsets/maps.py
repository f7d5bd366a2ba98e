"""Code points here, UTF-16 units or CRLF line ends elsewhere: one array leads there and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laras.domain.errors import N_, BadInput

Ints = npt.NDArray[np.int64]
_BOM = "\ufeff"
_BEYOND_BMP = 0x10000


@dataclass(frozen=True, eq=False)
class IndexMap:
    """`starts[i]` is where code point i begins in the other way of counting; its last entry is the whole length.

    Shape n + 1 for a text of n code points, strictly growing (or, from `normalise`, weakly).
    """

    starts: Ints

    @property
    def length(self) -> int:
        """The length of the text in the other way of counting."""
        return int(self.starts[-1])

    def there(self, points: Sequence[int] | Ints) -> Ints:
        """Code-point offsets (0…n) in the other counting. Raises BadInput outside the text."""
        asked = np.asarray(points, dtype=np.int64)
        if asked.size and (asked.min() < 0 or asked.max() >= len(self.starts)):
            raise BadInput(
                N_("A place lies outside the text (length {length}). Check the offsets."), length=len(self.starts) - 1
            )
        return self.starts[asked]

    def back(self, units: Sequence[int] | Ints) -> Ints:
        """Offsets of the other counting as code points; one in the middle of a character goes to its beginning.

        Raises BadInput outside the text.
        """
        asked = np.asarray(units, dtype=np.int64)
        if asked.size and (asked.min() < 0 or asked.max() > self.length):
            raise BadInput(
                N_("A place lies outside the text (length {length}). Check the offsets."), length=self.length
            )
        return np.asarray(np.searchsorted(self.starts, asked, side="right") - 1, dtype=np.int64)


def _code_points(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def index_map(text: str, *, utf16: bool = False, crlf: bool = False) -> IndexMap:
    """The map from code points of an LF text to UTF-16 units (`utf16`), line ends counted as two (`crlf`), or both."""
    points = _code_points(text)
    widths = np.ones(len(points), dtype=np.int64)
    if utf16:
        widths += points >= _BEYOND_BMP
    if crlf:
        widths += points == ord("\n")
    return IndexMap(np.concatenate(([0], np.cumsum(widths))).astype(np.int64))


def normalise(raw: str) -> tuple[str, IndexMap]:
    """The text as Laras keeps it (no byte-order mark, LF line ends) and the map from its offsets to those of `raw`."""
    points = _code_points(raw)
    dropped = np.zeros(len(points), dtype=bool)
    if len(points):
        dropped[0] = raw[0] == _BOM
        dropped[1:] |= (points[:-1] == ord("\r")) & (points[1:] == ord("\n"))
    text = raw.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    return text, IndexMap(np.concatenate((np.flatnonzero(~dropped), [len(points)])).astype(np.int64))
