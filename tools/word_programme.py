"""The Word template of a programme: from the need it answers to who signs it."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH

from tools.word_paper import Paper

PRIMARY = "{% if row.primary %} · {{ words.primary }}{% endif %}"


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
            "{{ row.code }} {{ row.name }}" + PRIMARY,
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
