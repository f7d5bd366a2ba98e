"""Places in a text: how others count them, which line they stand on, where a quote is, where they go after an edit.

Laras keeps text with LF line ends, without a byte-order mark, and counts code points, end exclusive. Other programs
count UTF-16 units, or two for every line end.
"""

from laras.domain.offsets.lines import Line, layout, line_of, lines, numbered_lines
from laras.domain.offsets.maps import IndexMap, index_map, normalise
from laras.domain.offsets.moves import Anchor, Span, follow, reanchor
from laras.domain.offsets.quotes import Absent, Ambiguous, Found, find_quote, snap_to_words
from laras.domain.offsets.units import LF_UNITS, SLIPS, UNITS, Evidence, Index, LfText, best_slip, best_unit, lf_text

__all__ = [
    "LF_UNITS",
    "SLIPS",
    "UNITS",
    "Absent",
    "Ambiguous",
    "Anchor",
    "Evidence",
    "Found",
    "Index",
    "IndexMap",
    "LfText",
    "Line",
    "Span",
    "best_slip",
    "best_unit",
    "find_quote",
    "follow",
    "index_map",
    "layout",
    "lf_text",
    "line_of",
    "lines",
    "normalise",
    "numbered_lines",
    "reanchor",
    "snap_to_words",
]
