"""Write the Word templates of the reports anew: `python -m tools.word_templates`.

What they hold is ours: styles of Word, and marks in double braces that the writer fills. A home changes a copy in Word,
so everything here is what Word itself offers: headings, tables with a repeated head, quotes, a footer with page numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FOLDER = Path(__file__).resolve().parents[1] / "laras" / "stages" / "reports" / "print"
INK, SOFT, GREEN = RGBColor(0x21, 0x24, 0x27), RGBColor(0x5B, 0x5F, 0x63), RGBColor(0x1B, 0x4B, 0x57)
FONT = "Arial"


class Paper:
    """A document being written: every method adds below what stands there already."""

    def __init__(self) -> None:
        self.document = Document()
        self._page()
        self._styles()
        self._footer()

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin = section.bottom_margin = Mm(25)

    def _styles(self) -> None:
        looks = (
            ("Normal", 11, INK, False),
            ("Title", 20, INK, True),
            ("Subtitle", 12, SOFT, False),
            ("Heading 1", 14, INK, True),
            ("Heading 2", 12, GREEN, True),
            ("Caption", 9, SOFT, False),
            ("Quote", 11, INK, False),
        )
        for name, size, colour, bold in looks:
            style: Any = self.document.styles[name]
            style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
            style.font.color.rgb, style.font.italic = colour, name == "Quote"
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), FONT)
        title: Any = self.document.styles["Title"]
        for border in title.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)

    def _footer(self) -> None:
        line = self.document.sections[0].footer.paragraphs[0]
        line.style = self.document.styles["Caption"]
        line.add_run("{{ made }} · {{ confidential }} · ")
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = line.add_run()
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = text
            run._r.append(part)

    def line(self, text: str, style: str = "Normal", *, middle: bool = False, size: int = 0) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(text)
        if middle:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if size:
            run.font.size, run.font.bold = Pt(size), True
        return paragraph

    def tag(self, words: str) -> None:
        """Add a mark that takes its whole paragraph along and leaves none behind."""
        self.document.add_paragraph(f"{{%p {words} %}}")

    def when(self, condition: str, *parts: Callable[[], object]) -> None:
        self.tag(f"if {condition}")
        for part in parts:
            part()
        self.tag("endif")

    def each(self, loop: str, *parts: Callable[[], object]) -> None:
        self.tag(f"for {loop}")
        for part in parts:
            part()
        self.tag("endfor")

    def table(self, head: Sequence[str], loop: str, cells: Sequence[str], last: Sequence[str] = ()) -> None:
        """Add a table whose middle row is repeated; the head stands again on every page."""
        table = self.document.add_table(rows=0, cols=len(cells))
        table.style = self.document.styles["Table Grid"]
        if head:
            self._row(table, head, bold=True)
            repeated = OxmlElement("w:tblHeader")
            table.rows[0]._tr.get_or_add_trPr().append(repeated)
        self._row(table, [f"{{%tr for {loop} %}}"])
        self._row(table, cells)
        self._row(table, ["{%tr endfor %}"])
        if last:
            self._row(table, last, bold=True)
        self.document.add_paragraph(style="Caption")

    def _row(self, table: Any, cells: Sequence[str], *, bold: bool = False) -> None:
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.font.bold = Pt(9), bold

    def letterhead(self) -> None:
        self.when("home.office", lambda: self.line("{{ home.office }}", middle=True))
        self.line("{{ home.name }}", middle=True, size=15)
        self.when("home.address", lambda: self.line("{{ home.address }}", "Caption", middle=True))
        self.when("home.demo", lambda: self.line("{{ home.demo }}", "Caption", middle=True))
        ruled = self.line("")
        borders = OxmlElement("w:pBdr")
        edge = OxmlElement("w:top")
        for name, value in (("val", "thinThickSmallGap"), ("sz", "18"), ("space", "1"), ("color", "212427")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
        ruled._p.get_or_add_pPr().append(borders)

    def save(self, name: str) -> None:
        about = self.document.core_properties
        about.author, about.title, about.comments = "Laras", name, ""
        self.document.save(str(FOLDER / f"{name}.docx"))


def programme() -> Paper:
    """The proposal in thirteen headings; a home may move, drop or add parts."""
    paper = Paper()
    paper.letterhead()
    paper.line("{{ subject }}", "Title", middle=True)
    paper.line("{{ title }}", "Subtitle", middle=True)
    paper.when("mark", lambda: paper.line("{{ mark }} · {{ state }}", middle=True, size=13))
    paper.table((), "row in facts", ("{{ row[0] }}", "{{ row[1] }}"))
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
        ("{{ words.no }}", "{{ words.session }}", "{{ words.activities }}", "{{ words.information }}", "{{ words.measures }}"),
        "one in sessions",
        ("{{ one.n }}", "{{ one.title }} ({{ one.stage }})", "{{ one.activities }}", "{{ one.topics }}", "{{ one.measures }}"),
    )
    paper.table(
        ("{{ words.no }}", "{{ words.listening }}", "{{ words.roles }}", "{{ words.plan_b }}"),
        "one in sessions",
        ("{{ one.n }}", "{{ one.listening }}", "{{ one.roles }}", "{{ one.plan_b }}"),
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
    paper.table((), "row in logic", ("{{ loop.index }}. {{ row[0] }}", "{{ row[1] }}"))
    paper.tag("endif")


def _plan(paper: Paper) -> None:
    paper.line("{{ words.plan }}", "Heading 2")
    paper.tag("if measures")
    paper.table(
        ("{{ words.aim }}", "{{ words.instrument }}", "{{ words.when }}"),
        "row in measures",
        ("{{ row.aim }}", "{{ row.code }} {{ row.name }}{% if row.primary %} · {{ words.primary }}{% endif %}", "{{ row.points }}"),
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
    paper.table((), "row in facts", ("{{ row[0] }}", "{{ row[1] }}"))
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
    paper.line("{{ one.aim }}{% if one.primary %} · {{ words.primary }}{% endif %} · {{ words.range }}: {{ one.range }}", "Caption")
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


def main() -> None:
    """Write both templates."""
    programme().save("programme")
    evaluation().save("evaluation")


if __name__ == "__main__":
    main()
