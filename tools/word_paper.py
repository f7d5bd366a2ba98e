"""A Word template being written: styles of Word, and marks in double braces that the writer of the reports fills."""

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

    def table(
        self,
        head: Sequence[str],
        loop: str,
        cells: Sequence[str],
        last: Sequence[str] = (),
        *,
        widths: Sequence[int] = (),
    ) -> None:
        """Add a table whose middle row is repeated; the head stands again on every page. `widths` in mm, of 160."""
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
        for column, width in enumerate(widths):
            table.columns[column].width = Mm(width)
            for cell in table.columns[column].cells:
                cell.width = Mm(width)
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
