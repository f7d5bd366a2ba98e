"""The RAB: amounts in whole rupiah, their total, and the total in words (*terbilang*)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from laras.domain.errors import N_, BadInput

_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_STEPS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"), (100, "ratus"))
HIGHEST = 10**15 - 1


def amount(volume: Decimal | int, price: int) -> int:
    """Volume × unit price in whole rupiah, half a rupiah rounded up. Raises BadInput below zero."""
    if volume < 0 or price < 0:
        raise BadInput(N_("Volume and price cannot be below zero. Correct the line."))
    return int((Decimal(volume) * price).quantize(Decimal(1), ROUND_HALF_UP))


def total(lines: Iterable[tuple[Decimal | int, int]]) -> int:
    """The sum of the amounts of `(volume, price)` lines."""
    return sum(amount(volume, price) for volume, price in lines)


def terbilang(number: int) -> str:
    """A whole number from 0 to 999 trillion in Indonesian words, as official papers want it beside the figure.

    Raises BadInput outside.
    """
    if not 0 <= number <= HIGHEST:
        raise BadInput(N_("Only amounts from 0 to 999 trillion can be written in words."))
    return " ".join(_words(number)) or "nol"


def _words(number: int) -> list[str]:
    if number < len(_ONES):
        return [_ONES[number]] if number else []
    if number < 20:
        return [_ONES[number - 10], "belas"]
    if number < 100:
        return [_ONES[number // 10], "puluh", *_words(number % 10)]
    size, name = next((size, name) for size, name in _STEPS if number >= size)
    count, rest = divmod(number, size)
    # One hundred and one thousand are said in one word, one million is not.
    head = [f"se{name}"] if count == 1 and size <= 1000 else [*_words(count), name]
    return [*head, *_words(rest)]
