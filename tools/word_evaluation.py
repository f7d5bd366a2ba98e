"""The Word template of an evaluation: what was measured, and how the programme was carried out."""

from __future__ import annotations

from tools.word_paper import Paper
from tools.word_programme import PRIMARY


def evaluation() -> Paper:
    """The evaluation; members are numbers."""
    paper = Paper()
    paper.letterhead()
    paper.line("{{ title }}", "Title")
    paper.line("{{ subject }}", "Subtitle")
    paper.table((), "row in facts", ("{{ row[0] }}", "{{ row[1] }}"), widths=(45, 115))
    paper.line("{{ words.result }}", "Heading 1")
    paper.when("about", lambda: paper.line("{{ about }}", "Caption"))
    paper.line("{{ headline }}", size=13)
    paper.line("{{ not_causal }}")
    paper.line("{% if exploratory %}{{ words.exploratory }}. {% endif %}{{ plan }}")
    paper.line("{{ met }}")
    paper.line("{{ words.targets }}", "Heading 1")
    paper.table(
        ("{{ words.target }}", "{{ words.in_words }}", "{{ words.value }}", "n", "{{ words.verdict }}"),
        "row in targets",
        ("{{ row.name }}", "{{ row.text }}", "{{ row.value }}", "{{ row.n }}", "{{ row.word }}"),
        widths=(36, 66, 17, 13, 28),
    )
    paper.line("{{ words.measures }}", "Heading 1")
    paper.when("not measures", lambda: paper.line("{{ words.no_plan }}", "Caption"))
    paper.tag("for one in measures")
    _measure(paper)
    paper.tag("endfor")
    _process(paper)
    return paper


def _measure(paper: Paper) -> None:
    paper.line("{{ one.name }}", "Heading 2")
    paper.line(
        "{{ one.aim }}" + PRIMARY.replace("row", "one") + " · {{ words.range }}: {{ one.range }}",
        "Caption",
    )
    paper.line("{{ one.headline }}", size=11)
    paper.when(
        "one.courses",
        lambda: paper.line("{{ picture[one.courses] }}"),
        lambda: paper.line("{{ words.courses }}", "Caption"),
    )
    heads = ("member", "before", "after", "followup", "change", "in_words", "rci", "attended")
    cells = ("n", "before", "after", "followup", "change", "word", "rci", "came")
    paper.table(
        [f"{{{{ words.{name} }}}}" for name in heads],
        "row in one.members",
        [f"{{{{ row.{name} }}}}" for name in cells],
        widths=(18, 17, 17, 22, 20, 30, 20, 16),
    )
    paper.when(
        "one.dots",
        lambda: paper.line("{{ picture[one.dots] }}"),
        lambda: paper.line("{{ words.dots_how }}", "Caption"),
    )
    paper.when(
        "one.beside",
        lambda: paper.line("{{ picture[one.beside] }}"),
        lambda: paper.line("{{ words.beside_how }}", "Caption"),
    )
    paper.each("sentence in one.sentences", lambda: paper.line("{{ sentence }}", "List Bullet"))


def _process(paper: Paper) -> None:
    paper.line("{{ words.attendance }}: {{ attendance.rate }}", "Heading 1")
    paper.table(
        ("{{ words.member }}", "{%tc for n in attendance.sessions %}", "{{ n }}", "{%tc endfor %}", "%"),
        "row in attendance.rows",
        ("{{ row.n }}", "{%tc for mark in row.cells %}", "{{ mark }}", "{%tc endfor %}", "{{ row.percent }}"),
    )
    paper.line("{{ words.marks }}", "Caption")
    paper.line("{{ words.sessions }}", "Heading 1")
    heads = ("no", "session", "day", "attended", "mood_before", "mood_after", "mood_change", "worse")
    cells = ("n", "title", "on", "came", "before", "after", "change", "worse")
    paper.table(
        [f"{{{{ words.{name} }}}}" for name in heads],
        "row in sessions",
        [f"{{{{ row.{name} }}}}" for name in cells],
        widths=(10, 42, 26, 18, 16, 16, 16, 16),
    )
    paper.line("{{ words.mood_how }}", "Caption")
    paper.line("{{ words.ties }}", "Heading 1")
    paper.when("not rings", lambda: paper.line("{{ words.no_ties }}"))
    paper.each(
        "ring in rings",
        lambda: paper.line("{{ ring.title }}", "Heading 2"),
        lambda: paper.line("{{ picture[ring.file] }}"),
        lambda: paper.line("{{ words.mutual }}: {{ ring.mutual }} · {{ words.density }}: {{ ring.density }}"),
        lambda: paper.when("ring.alone", lambda: paper.line("{{ words.alone }} {{ ring.alone }}")),
    )
    paper.when("rings", lambda: paper.line("{{ words.ties_how }}", "Caption"))
    paper.line("{{ words.goals }}", "Heading 1")
    paper.when("not goals", lambda: paper.line("{{ words.no_goals }}"))
    paper.each("row in goals", lambda: paper.line("{{ words.member }} {{ row.n }}: {{ row.score }}"))
    paper.when("goals", lambda: paper.line("{{ words.goals_how }}", "Caption"))
    paper.line("{{ words.information }}", "Heading 1")
    paper.line("{{ told }}")
    paper.line("{{ words.incidents }}", "Heading 1")
    paper.line("{{ incidents.sentence }}")
    paper.line("{{ words.limits }}", "Heading 1")
    paper.each("line in limits", lambda: paper.line("{{ line }}", "List Bullet"))
    paper.line("{{ not_causal }}")
