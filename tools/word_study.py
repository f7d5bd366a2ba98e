"""The Word template of a study: from its question to the checklists of SRQR and COREQ."""

from __future__ import annotations

from collections.abc import Sequence

from tools.word_paper import Paper

# The same in every language.
SIGNS = ("κ", "AC1", "α")


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
