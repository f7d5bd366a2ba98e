"""Write the Word templates of the reports anew: `python -m tools.word_templates`.

What they hold is ours. A home changes a copy in Word, so everything here is what Word itself offers: headings, tables
with a repeated head, quotes, a footer with page numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH

from tools.word_paper import Paper

# The same in every language.
SIGNS = ("κ", "AC1", "α")
_PRIMARY = "{% if row.primary %} · {{ words.primary }}{% endif %}"


def programme() -> Paper:
    """The proposal in thirteen headings; a home may move, drop or add parts."""
    paper = Paper()
    paper.letterhead()
    paper.line("{{ subject }}", "Title", middle=True)
    paper.line("{{ title }}", "Subtitle", middle=True)
    paper.when("mark", lambda: paper.line("{{ mark }} · {{ state }}", middle=True, size=13))
    paper.table((), "row in facts", ("{{ row[0] }}", "{{ row[1] }}"), widths=(45, 115))
    paper.tag("for section in sections")
    paper.line("{{ section.n }}. {{ section.label }}", "Heading 1")
    paper.each("line in section.lines", lambda: paper.line("{{ line }}"))
    paper.when(
        'not section.lines and section.code not in ("budget", "feasibility")',
        lambda: paper.line("{{ words.not_written }}", "Caption"),
    )
    for code, part in (
        ("background", _evidence),
        ("steps", _sessions),
        ("budget", _budget),
        ("feasibility", _swot),
        ("indicators", _logic),
        ("monitoring", _plan),
    ):
        paper.tag(f'if section.code == "{code}"')
        part(paper)
        paper.tag("endif")
    paper.tag("endfor")
    _signatures(paper)
    return paper


def _evidence(paper: Paper) -> None:
    paper.when("evidence", lambda: paper.line("{{ words.evidence }}", "Heading 2"))
    paper.tag("for row in evidence")
    paper.line("{{ row.finding }}", size=11)
    paper.tag("for quote in row.quotes")
    paper.line("{{ quote.text }}{{ quote.hidden }}", "Quote")
    paper.when("quote.where", lambda: paper.line("{{ quote.where }}", "Caption"))
    paper.tag("endfor")
    paper.tag("endfor")


def _sessions(paper: Paper) -> None:
    paper.tag("if sessions")
    paper.line("{{ words.sessions }}", "Heading 2")
    paper.table(
        (
            "{{ words.no }}",
            "{{ words.session }}",
            "{{ words.activities }}",
            "{{ words.information }}",
            "{{ words.measures }}",
        ),
        "one in sessions",
        (
            "{{ one.n }}",
            "{{ one.title }} ({{ one.stage }})",
            "{{ one.activities }}",
            "{{ one.topics }}",
            "{{ one.measures }}",
        ),
        widths=(10, 34, 60, 30, 26),
    )
    paper.table(
        ("{{ words.no }}", "{{ words.listening }}", "{{ words.roles }}", "{{ words.plan_b }}"),
        "one in sessions",
        ("{{ one.n }}", "{{ one.listening }}", "{{ one.roles }}", "{{ one.plan_b }}"),
        widths=(10, 45, 40, 65),
    )
    paper.tag("endif")


def _budget(paper: Paper) -> None:
    paper.tag("if budget.lines")
    heads = ("no", "item", "volume", "unit", "price", "amount", "fund")
    cells = ("n", "item", "volume", "unit", "price", "amount", "fund")
    paper.table(
        [f"{{{{ words.{name} }}}}" for name in heads],
        "row in budget.lines",
        [f"{{{{ row.{name} }}}}" for name in cells],
        ("", "{{ words.total }}", "", "", "", "{{ budget.total }}", ""),
        widths=(10, 50, 16, 18, 22, 26, 18),
    )
    paper.line("{{ words.in_words }}: {{ budget.words }}")
    paper.tag("endif")
    paper.when("not budget.lines", lambda: paper.line("{{ words.no_cost }}", "Caption"))


def _swot(paper: Paper) -> None:
    paper.when("swot.empty", lambda: paper.line("{{ words.no_factor }}", "Caption"))
    paper.tag("if not swot.empty")
    paper.tag("for quarter in swot.quarters")
    paper.line("{{ quarter.label }}", "Heading 2")
    paper.table(
        ("{{ words.factor }}", "{{ words.weight }}", "{{ words.rating }}", "{{ words.score }}"),
        "row in quarter.rows",
        ("{{ row.item }}", "{{ row.weight }}", "{{ row.rating }}", "{{ row.score }}"),
        ("{{ words.total }}", "", "", "{{ quarter.score }}"),
        widths=(85, 22, 22, 31),
    )
    paper.tag("endfor")
    paper.line("IFAS {{ swot.ifas }} · EFAS {{ swot.efas }} · S − W {{ swot.x }} · O − T {{ swot.y }}")
    paper.when("swot.warning", lambda: paper.line("{{ swot.warning }}"))
    paper.when(
        "swot.quadrant",
        lambda: paper.line("{{ swot.quadrant }}", size=11),
        lambda: paper.line("{{ picture.swot }}", middle=True),
        lambda: paper.line("{{ words.quadrant }}", "Caption"),
    )
    paper.tag("endif")


def _logic(paper: Paper) -> None:
    paper.tag("if logic")
    paper.line("{{ words.logic }}", "Heading 2")
    paper.table((), "row in logic", ("{{ loop.index }}. {{ row[0] }}", "{{ row[1] }}"), widths=(45, 115))
    paper.tag("endif")


def _plan(paper: Paper) -> None:
    paper.line("{{ words.plan }}", "Heading 2")
    paper.tag("if measures")
    paper.table(
        ("{{ words.aim }}", "{{ words.instrument }}", "{{ words.when }}"),
        "row in measures",
        (
            "{{ row.aim }}",
            "{{ row.code }} {{ row.name }}" + _PRIMARY,
            "{{ row.points }}",
        ),
    )
    paper.tag("endif")
    paper.when("not measures", lambda: paper.line("{{ words.no_plan }}", "Caption"))


def _signatures(paper: Paper) -> None:
    table = paper.document.add_table(rows=3, cols=2)
    for column in (0, 1):
        who = f"signatures[{column}]"
        texts = (f"{{{{ {who}.deed }}}}", f"{{{{ {who}.on }}}}\n\n\n\n", f"{{{{ {who}.name or words.signature }}}}")
        for row, text in enumerate(texts):
            cell = table.cell(row, column).paragraphs[0]
            cell.alignment = WD_ALIGN_PARAGRAPH.CENTER
            cell.add_run(text).font.bold = row == 2


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
        "{{ one.aim }}" + _PRIMARY.replace("row", "one") + " · {{ words.range }}: {{ one.range }}",
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


def study() -> Paper:
    """The report of a study in the order of a thesis chapter; informants are codes."""
    paper = Paper()
    paper.letterhead()
    paper.line("{{ subject }}", "Title")
    paper.line("{{ title }}", "Subtitle")
    paper.line("{{ words.how_to_use }}", "Caption")
    paper.line("{{ words.abstract }}", "Heading 1")
    paper.line("{{ abstract or words.not_written }}")
    paper.tag("for chapter in chapters")
    paper.line("{{ chapter.n }}. {{ chapter.label }}", "Heading 1")
    paper.tag("for part in chapter.parts")
    paper.line("{{ part.n }} {{ part.label }}", "Heading 2")
    paper.each(
        "line in part.lines",
        lambda: paper.line("{% if line.label %}{{ line.label }}. {% endif %}{{ line.text }}"),
    )
    for code, part in (
        ("sampling", _informants),
        ("collection", _sources),
        ("analysis", _agreement),
        ("trust", _trust),
        ("profile", _profile),
        ("findings", _findings),
        ("saturation", _saturation),
        ("limits", _limits),
    ):
        paper.tag(f'if part.code == "{code}"')
        part(paper)
        paper.tag("endif")
    paper.when("part.missing", lambda: paper.line("{{ words.not_written }}: {{ part.missing }}", "Caption"))
    paper.tag("endfor")
    paper.tag("endfor")
    _checklists(paper)
    return paper


def _row_table(paper: Paper, heads: Sequence[str], loop: str, widths: Sequence[int]) -> None:
    """Add a table whose rows are lists of cells."""
    paper.table(
        [head if head in SIGNS else f"{{{{ words.{head} }}}}" for head in heads],
        f"row in {loop}",
        [f"{{{{ row[{n}] }}}}" for n in range(len(heads))],
        widths=widths,
    )


def _informants(paper: Paper) -> None:
    paper.tag("if informants")
    _row_table(paper, ("code", "role", "years", "sources", "quotes"), "informants", (25, 70, 25, 20, 20))
    paper.tag("endif")


def _sources(paper: Paper) -> None:
    paper.tag("if sources")
    paper.table(
        ("", "{{ words.source }}", "{{ words.kind }}", "{{ words.informant }}", "{{ words.on }}", "{{ words.length }}"),
        "row in sources",
        ("{{ row.n }}", "{{ row.name }}", "{{ row.kind }}", "{{ row.who }}", "{{ row.on }}", "{{ row.length }}"),
        widths=(10, 56, 26, 20, 24, 24),
    )
    paper.tag("endif")


def _agreement(paper: Paper) -> None:
    paper.tag("if agreement")
    paper.line("{{ words.agreement }}", "Caption")
    _row_table(paper, ("what", "units", "percent", "κ", "AC1", "α"), "agreement", (36, 16, 20, 30, 29, 29))
    paper.tag("endif")


def _trust(paper: Paper) -> None:
    paper.line("{{ words.no_total }}", "Caption")
    paper.tag("for test in tests")
    paper.line("{{ test.label }}: {{ test.tally }}", size=11)
    paper.table(
        ("{{ words.status }}", "{{ words.technique }}", "{{ words.found }}", "{{ words.asked }}"),
        "row in test.rows",
        ("{{ row.status_word }}", "{{ row.label }}", "{{ row.shown }}", "{{ row.why }}"),
        widths=(24, 40, 48, 48),
    )
    paper.tag("endfor")


def _profile(paper: Paper) -> None:
    paper.line("{{ picture.flower }}", middle=True)
    paper.line("{{ summary.headline }}", size=12)
    paper.each("line in summary.sentences", lambda: paper.line("{{ line }}"))
    paper.line("{{ words.how_sure }} {{ summary.sure }}")
    paper.table(
        (
            *("{{ words.aspect }}", "{{ words.coverage }}", "{{ words.there }}"),
            *("{{ words.evidence }}", "{{ words.band }}"),
        ),
        "row in rows",
        (
            "{{ row.name }}",
            "{{ row.coverage }}",
            "{{ row.missed }} · {{ row.heard }}",
            "{{ row.evidence }} ({{ row.resting }})",
            "{{ row.band_word }}{% if row.human %} / {{ row.human.band_word }}{% endif %}",
        ),
        widths=(30, 32, 24, 50, 24),
    )
    paper.line("{{ band_rule }}", "Caption")


def _findings(paper: Paper) -> None:
    paper.when("voice", lambda: paper.line("{{ words.one_voice }}. {{ voice }}"))
    paper.when("not findings", lambda: paper.line("{{ words.no_findings }}", "Caption"))
    paper.tag("for finding in findings")
    paper.line("{{ loop.index }}. {{ finding.text }}", size=11)
    paper.when("not finding.groups", lambda: paper.line("{{ words.no_quotes }}", "Caption"))
    paper.tag("for group in finding.groups")
    paper.line("{{ group.label }}", "Caption")
    paper.tag("for quote in group.quotes")
    paper.line("{{ quote.text }}{{ quote.hidden }}", "Quote")
    paper.line("{{ quote.source }}{% if quote.who %} · {{ quote.who }}{% endif %} · {{ quote.where }}", "Caption")
    paper.tag("endfor")
    paper.tag("endfor")
    paper.when("finding.search_note", lambda: paper.line("{{ words.searched }}: {{ finding.search_note }}"))
    paper.tag("endfor")


def _saturation(paper: Paper) -> None:
    paper.tag("if saturation")
    _row_table(paper, ("event", "source", "new_codes", "known"), "saturation", (14, 86, 30, 30))
    paper.tag("endif")


def _limits(paper: Paper) -> None:
    paper.each("line in limits", lambda: paper.line("{{ line }}", "List Bullet"))


def _checklists(paper: Paper) -> None:
    paper.line("{{ words.checklists }}", "Heading 1")
    paper.tag("for list in checklists")
    paper.line("{{ list.name }}", "Heading 2")
    paper.line("{{ list.note }} {{ list.count }}.", "Caption")
    paper.table(
        ("", "{{ words.topic }}", "{{ words.status }}", "{{ words.where }}", "{{ words.recorded }}"),
        "row in list.rows",
        (
            "{{ row.n }}",
            "{{ row.label }}",
            "{{ row.status_word }}",
            "{{ row.where }}",
            "{{ row.text }}{% if row.lacking %} ({{ words.lacking_word }}: {{ row.lacking }}){% endif %}",
        ),
        widths=(9, 38, 22, 16, 75),
    )
    paper.tag("endfor")


def main() -> None:
    """Write every template."""
    programme().save("programme")
    evaluation().save("evaluation")
    study().save("study")


if __name__ == "__main__":
    main()
