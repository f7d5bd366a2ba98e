"""Indonesian names: heard the same, written differently.

Old spelling (Soekarno, Djoko, Tjipto), Arabic sounds (Rachmat, Rahmat, Rakhmat) and abbreviations (Moh., M., St.) stand
in the way of finding a person again. `key` brings one word to its sound, `similarity` compares whole names. A key finds
candidates and decides nothing: a person compares.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from laras.domain.texts import load

_DATA = load("names")
DROPPED = frozenset(_DATA["dropped"])
VARIANTS: dict[str, str] = {one: name for name, written in _DATA["variants"].items() for one in (name, *written)}
COMMON_WEIGHT = 0.4
ALIKE_FROM = 0.6
INITIAL_ALIKE = 0.7
MOST_WORDS = 8
_BRACKETS = re.compile(r"\([^)]*\)")
_DEGREE = re.compile(rf"^(?:s|m|a|d|sp|ph)\.(?:tr\.|st\.)?(?:{'|'.join(_DATA['degrees'])})(?:\.[a-z]{{1,5}})?\.?$")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ch(?=an|in|ri|ar|er|el)", "c"),  # Chandra, Chintya, Christina: not the Arabic sound
        (r"^[ck]h", "k"),  # Chotimah, Khotimah
        (r"[ck]h", "h"),  # Rachmat, Rakhmat
        (r"oe|oo|ou", "u"),
        (r"dj|dz", "j"),
        (r"tj", "c"),
        (r"s[jy]|sh", "s"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph|[vf]", "p"),
        (r"z$", "s"),  # Aziz, Azis
        (r"[zj]", "y"),  # Zaenal, Jaenal; old j is today's y: Jusuf, Yusuf
        (r"q|ck", "k"),
        (r"c(?=[kt])", "k"),
        (r"x", "ks"),
        (r"h", ""),
        (r"ae|ay(?![aiueo])|ei|ey", "ai"),
        (r"ie|ee|iy(?=[aiueo])", "i"),
        (r"(?<=[^aiueoy])y$", "i"),
        (r"(.)\1+", r"\1"),
    )
)


def _plain(value: str) -> str:
    folded = unicodedata.normalize("NFKD", value.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def words(name: str) -> list[str]:
    """The words of a name in plain lower case, without kin terms, titles, degrees and what stands in brackets."""
    found = []
    for token in re.split(r"[\s,;/]+", _BRACKETS.sub(" ", _plain(name))):
        if _DEGREE.match(token):
            continue
        found += [word for word in re.split(r"[^a-z]+", token.replace("'", "").replace("’", "")) if word]
    kept = [word for word in found if word not in DROPPED]
    return kept or found


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """The sound of one word of a name; words that sound alike have the same key.

    Old and new spelling, v/f/p, final z/s, other z/j/y, silent h and double letters fall together. Medial s and z stay
    apart here (else Yono were Sono); `similarity` sees that they are near.
    """
    sound = re.sub(r"[^a-z]", "", _plain(word))
    sound = VARIANTS.get(sound, sound)
    start = sound
    for pattern, heard in _SOUNDS:
        sound = pattern.sub(heard, sound)
    return sound or start


_NEAR = frozenset({"sy", "yi", "ou", "ei", "ae", "ao", "bp", "dt", "gk", "ck", "cs"})
_COMMON = frozenset(key(word) for word in _DATA["common"]["words"])


def _cost(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return 0.4 if one + other in _NEAR or other + one in _NEAR else 1.0


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str) -> float:
    """How near two keys are, 0…1: one minus the weighted edit distance over the longer length."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return INITIAL_ALIKE if one[0] == other[0] else 0.0
    row = [float(n) for n in range(len(other) + 1)]
    for i, left in enumerate(one, start=1):
        before, row[0] = row[0], float(i)
        for j, right in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + _cost(left, right))
    return max(0.0, 1.0 - row[-1] / max(len(one), len(other)))


def _weight(sound: str) -> float:
    return COMMON_WEIGHT if sound in _COMMON or len(sound) == 1 else 1.0


def _best_pairing(left: list[str], right: list[str]) -> float:
    """The greatest total of pairwise likeness, each word used once (exact, over subsets of `right`)."""
    best = {0: 0.0}
    for one in left:
        following = dict(best)
        for used, total in best.items():
            for place, other in enumerate(right):
                alike = _alike(*sorted((one, other)))
                if not used >> place & 1 and alike >= ALIKE_FROM:
                    now = total + alike * min(_weight(one), _weight(other))
                    following[used | 1 << place] = max(following.get(used | 1 << place, 0.0), now)
        best = following
    return max(best.values())


def similarity(one: str, other: str) -> float:
    """How alike two names are, 0…1, whatever the order of their words.

    Half of it asks how much of both names is shared, half how much of the shorter one: many people are known by one
    name here and by three there. Very common words (Muhammad, Siti, Sri) and initials count less.
    """
    left, right = ([key(word) for word in words(name)[:MOST_WORDS]] for name in (one, other))
    if not left or not right:
        return 0.0
    if sorted(left) == sorted(right):
        return 1.0
    shared = _best_pairing(left, right)
    sizes = sorted((sum(map(_weight, left)), sum(map(_weight, right))))
    return min(1.0, 0.5 * (2 * shared / (sizes[0] + sizes[1])) + 0.5 * (shared / sizes[0]))


def display(full_name: str, form_of_address: str = "", *, short: bool = False) -> str:
    """A name as it is shown: 'Bapak Slamet Riyadi', or short 'Bapak S.'; what stands in brackets is kept."""
    name = " ".join(_BRACKETS.sub(" ", full_name).split())
    remark = " ".join(_BRACKETS.findall(full_name))
    if short:
        core = words(name)
        first = next((part for part in name.split() if core and _plain(part).startswith(core[0])), name)
        name = f"{first[:1].upper()}." if first else ""
    return " ".join(part for part in (form_of_address.strip(), name, remark) if part)
