"""Every write of the stage: codebook, codings, readings, and codings made elsewhere."""

from laras.stages.coding.actions.codebook import NewCode, add_code, add_codes, open_codebook
from laras.stages.coding.actions.coders import LoadedTable, code_texts, load_coder_table
from laras.stages.coding.actions.coding import (
    NewCoding,
    add_coding,
    add_codings,
    change_coding,
    remove_coding,
    restore_coding,
)
from laras.stages.coding.actions.correction import Corrected, correct_text, undo_correction
from laras.stages.coding.actions.joining import code_in_vivo, merge_codings
from laras.stages.coding.actions.pending import place_pending
from laras.stages.coding.actions.pseudonyms import Pick, apply_key, apply_pseudonyms, take_back_pseudonym
from laras.stages.coding.actions.quotes import CodedQuotes, QuoteRow, RefusedRow, code_quotes
from laras.stages.coding.actions.reading import finish_reading, reopen_reading
from laras.stages.coding.actions.revision import (
    edit_code,
    merge_code,
    move_code,
    reopen_code,
    retire_code,
    split_code,
    still_fits,
)
from laras.stages.coding.actions.risk import close_risk, raise_risk, take_risk
from laras.stages.coding.actions.rounds import cancel_round, close_round, open_round
from laras.stages.coding.actions.settlements import settle, undo_settlement

__all__ = [
    "CodedQuotes",
    "Corrected",
    "LoadedTable",
    "NewCode",
    "NewCoding",
    "Pick",
    "QuoteRow",
    "RefusedRow",
    "add_code",
    "add_codes",
    "add_coding",
    "add_codings",
    "apply_key",
    "apply_pseudonyms",
    "cancel_round",
    "change_coding",
    "close_risk",
    "close_round",
    "code_in_vivo",
    "code_quotes",
    "code_texts",
    "correct_text",
    "edit_code",
    "finish_reading",
    "load_coder_table",
    "merge_code",
    "merge_codings",
    "move_code",
    "open_codebook",
    "open_round",
    "place_pending",
    "raise_risk",
    "remove_coding",
    "reopen_code",
    "reopen_reading",
    "restore_coding",
    "retire_code",
    "settle",
    "split_code",
    "still_fits",
    "take_back_pseudonym",
    "take_risk",
    "undo_correction",
    "undo_settlement",
]
