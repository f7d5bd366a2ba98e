"""Every write of the stage: codebook, codings, readings, and codings made elsewhere."""

from laras.stages.coding.actions.codebook import NewCode, add_code, add_codes, edit_code, open_codebook, retire_code
from laras.stages.coding.actions.coders import LoadedTable, code_texts, load_coder_table
from laras.stages.coding.actions.coding import (
    NewCoding,
    add_coding,
    add_codings,
    change_coding,
    remove_coding,
    restore_coding,
)
from laras.stages.coding.actions.correction import Corrected, correct_text
from laras.stages.coding.actions.pending import place_pending
from laras.stages.coding.actions.quotes import CodedQuotes, QuoteRow, RefusedRow, code_quotes
from laras.stages.coding.actions.reading import finish_reading, reopen_reading

__all__ = [
    "CodedQuotes",
    "Corrected",
    "LoadedTable",
    "NewCode",
    "NewCoding",
    "QuoteRow",
    "RefusedRow",
    "add_code",
    "add_codes",
    "add_coding",
    "add_codings",
    "change_coding",
    "code_quotes",
    "code_texts",
    "correct_text",
    "edit_code",
    "finish_reading",
    "load_coder_table",
    "open_codebook",
    "place_pending",
    "remove_coding",
    "reopen_reading",
    "restore_coding",
    "retire_code",
]
