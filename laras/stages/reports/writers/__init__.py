"""Plain values become bytes: one writer a format."""

from laras.stages.reports.writers.docx import MEDIA_TYPE as DOCX
from laras.stages.reports.writers.docx import try_template, write_docx
from laras.stages.reports.writers.made import Made
from laras.stages.reports.writers.pdf import write_pdf
from laras.stages.reports.writers.xlsx import Sheet, write_xlsx

__all__ = ["DOCX", "Made", "Sheet", "try_template", "write_docx", "write_pdf", "write_xlsx"]
