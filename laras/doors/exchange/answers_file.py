"""A table of answers collected elsewhere: one unnamed person a row, one item a column."""

from __future__ import annotations

from laras.doors.exchange.table_text import read_table
from laras.stages.measures.instruments import Instrument
from laras.stages.measures.readers import PeopleTable, people_of


def read_answers(data: bytes, about: Instrument, *, columns: str = "") -> PeopleTable:
    """Read a csv in whatever encoding and with whatever delimiter; `columns` as in `people_of`.

    Raises Refused if it is no table of text, Incomplete if the columns of the items are missing or not clear.
    """
    table = read_table(data)
    return people_of(about, table.header, table.rows, columns=columns)
