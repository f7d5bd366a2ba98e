"""Which program counts in which way."""

from laras.doors.exchange.refi.offsets import Evidence, LfText, choose_unit, habit, lf_text, said

LF = lf_text("\ufeffa😀\r\nb\rc\nd")


def test_programs_are_known_by_their_habit_and_laras_by_its_word() -> None:
    assert habit("NVivo 12.6") == "UTF-16"
    assert habit("ATLAS.ti 8.4") == "code point, CRLF 1"
    assert habit("QualCoder") == "code point"
    assert said("Laras 0.1.0 (UTF-16), from ATLAS.ti (code point, CRLF 1)") == "UTF-16"
    assert said("Laras 0.1.0 (code point)") == "code point"
    assert said("NVivo (UTF-16)") is None


def test_without_passages_there_is_nothing_to_tell_by() -> None:
    assert choose_unit([Evidence(LF, [])], "NVivo") == (None, None)


def test_a_name_that_is_no_quote_counts_by_word_edges() -> None:
    text = LfText("😀 satu dua tiga")
    assert choose_unit([Evidence(text, [(3, 7, "Quotation 6:1"), (8, 11, "")])], "") == ("UTF-16", 1.0)
    assert choose_unit([Evidence(text, [(4, 5, "")])], "") == ("code point", 0.0)
