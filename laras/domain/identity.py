"""Identity numbers: what is wrong with them, what is only odd, and how to show them without showing them.

NIK: `PPRRCC DDMMYY NNNN`, region of first registration, birth day (+40 for women), sequence. It has no check digit and
is never issued anew when a birth date is corrected; a contradiction with other data is therefore only a warning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from laras.domain.errors import N_
from laras.domain.texts import Text, labels, load

Sex = Literal["male", "female"]
OLDEST = 110
WOMEN_ADD = 40
PROVINCES: dict[str, str] = load("identity")["provinces"]
DEMO_PROVINCE: str = load("identity")["demo_province"]
NIK_STATUSES: dict[str, Text] = labels(load("identity")["nik_statuses"])


@dataclass(frozen=True)
class Remark:
    """One thing to say about a number: a stable `code` and an English template with its values."""

    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**self.params)


@dataclass(frozen=True)
class Check:
    """What a number tells: errors refuse it, warnings ask.

    `birth_date` is None if it cannot be told (also when both centuries are possible, see `birth_dates`).
    """

    number: str
    errors: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    sex_hint: Sex | None = None
    birth_date: date | None = None
    birth_dates: tuple[date, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.errors


def digits(value: str) -> str:
    """The number without the spaces, dots and dashes people put into it."""
    return re.sub(r"[\s.\-]", "", value)


def _wrong_length(number: str, length: int) -> list[Remark]:
    if re.fullmatch(rf"[0-9]{{{length}}}", number):
        return []
    if re.fullmatch(r"[0-9]*", number):
        return [
            Remark(
                "length",
                N_("This number has {found} digits. Write all {length} digits."),
                {"found": len(number), "length": length},
            )
        ]
    return [Remark("digits", N_("Only digits belong here. Write {length} digits."), {"length": length})]


def _wrong_province(number: str, demo: bool) -> list[Remark]:
    code = number[:2]
    if code in PROVINCES or (demo and code == DEMO_PROVINCE):
        return []
    if code == DEMO_PROVINCE:
        return [Remark("demo_province", N_("Province 99 is for examples only. Check the first two digits."))]
    return [
        Remark("province", N_("There is no province with code {code}. Check the first two digits."), {"code": code})
    ]


def _wrong_day_or_month(day: int, month: int, shown_day: int) -> list[Remark]:
    found = []
    if not 1 <= day <= 31:
        found.append(
            Remark("day", N_("There is no day {day}. Write day 1 to 31, for women 41 to 71."), {"day": shown_day})
        )
    if not 1 <= month <= 12:
        found.append(Remark("month", N_("There is no month {month}. Write month 1 to 12."), {"month": month}))
    return found


def _possible_dates(day: int, month: int, year: int, today: date) -> tuple[date, ...]:
    """The real dates for a two-digit year at an age of 0 to 110, older century first."""
    found = []
    for century in (today.year // 100 * 100 - 100, today.year // 100 * 100):
        try:
            born = date(century + year, month, day)
        except ValueError:
            continue
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        if 0 <= age <= OLDEST:
            found.append(born)
    return tuple(found)


def check_nik(
    nik: str,
    birth_date: date | None = None,
    sex: Sex | None = None,
    demo: bool = False,
    *,
    today: date | None = None,
) -> Check:
    """What a NIK says, with errors in its form and warnings where it contradicts birth date or sex.

    `demo` allows province 99. `today` decides the century (the year that gives an age of 0 to 110); where both fit and
    no birth date settles it, a warning asks. Without it the machine's date is taken.
    """
    number = digits(nik)
    wrong = _wrong_length(number, 16)
    if wrong:
        return Check(number, tuple(wrong))
    shown_day, month, year, sequence = (int(number[a:b]) for a, b in ((6, 8), (8, 10), (10, 12), (12, 16)))
    female = shown_day > WOMEN_ADD
    day = shown_day - WOMEN_ADD if female else shown_day
    hint: Sex = "female" if female else "male"
    errors = _wrong_province(number, demo) + _wrong_day_or_month(day, month, shown_day)
    dates: tuple[date, ...] = ()
    if not any(one.code in ("day", "month") for one in errors):
        dates = _possible_dates(day, month, year, today or date.today())
        if not dates:
            errors.append(
                Remark("date", N_("{date} is not a possible birth date. Check digits 7 to 12."), {"date": number[6:12]})
            )
    if sequence == 0:
        errors.append(Remark("sequence", N_("The last four digits cannot be 0000. Check them.")))
    born = dates[0] if len(dates) == 1 else (birth_date if birth_date in dates else None)
    warnings = [] if errors else _contradictions(dates, born, birth_date, hint, sex)
    return Check(number, tuple(errors), tuple(warnings), hint, born, dates)


def _contradictions(
    dates: tuple[date, ...], born: date | None, birth_date: date | None, hint: Sex, sex: Sex | None
) -> list[Remark]:
    found = []
    if birth_date is not None and birth_date not in dates:
        found.append(
            Remark(
                "birth_date_differs",
                N_("The NIK says {nik_date}, the form says {form_date}. Check both; a NIK is never issued anew."),
                {"nik_date": dates[-1].isoformat(), "form_date": birth_date.isoformat()},
            )
        )
    elif born is None:
        years: dict[str, object] = {"first": dates[0].year, "second": dates[-1].year}
        found.append(Remark("century", N_("Born in {first} or {second}? Write the birth date."), years))
    if sex is not None and sex != hint:
        found.append(Remark("sex_differs", N_("The day in the NIK points to the other sex. Check both.")))
    return found


def check_kk(kk: str, demo: bool = False) -> Check:
    """What a family-card number says: region, date of issue, sequence; an odd date is only a warning."""
    number = digits(kk)
    errors = _wrong_length(number, 16) or _wrong_province(number, demo)
    warnings = []
    if not errors:
        day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
        try:
            date(2000 + year, month, day)
        except ValueError:
            warnings.append(
                Remark("date", N_("Digits 7 to 12 are usually the date of issue. Check the number on the card."))
            )
        if number.endswith("0000"):
            errors = [Remark("sequence", N_("The last four digits cannot be 0000. Check them."))]
    return Check(number, tuple(errors), tuple(warnings))


def check_bpjs(bpjs: str) -> Check:
    """What a health-insurance (JKN) number says: 13 digits, usually beginning with 000."""
    number = digits(bpjs)
    errors = _wrong_length(number, 13)
    odd = not errors and not number.startswith("000")
    warning = Remark("start", N_("This number usually begins with 000. Check it on the card."))
    return Check(number, tuple(errors), (warning,) if odd else ())


def mask(number: str) -> str:
    """The number with its middle hidden, first and last four digits left; short ones are hidden wholly."""
    plain = digits(number)
    if len(plain) < 12:
        return "•" * len(plain)
    return plain[:4] + "•" * (len(plain) - 8) + plain[-4:]
