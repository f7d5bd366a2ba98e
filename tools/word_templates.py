"""Write the Word templates of the reports anew: `python -m tools.word_templates`.

What they hold is ours. A home changes a copy in Word, so everything here is what Word itself offers: headings, tables
with a repeated head, quotes, a footer with page numbers.
"""

from __future__ import annotations

from tools.word_evaluation import evaluation
from tools.word_programme import programme
from tools.word_study import study


def main() -> None:
    """Write every template."""
    programme().save("programme")
    evaluation().save("evaluation")
    study().save("study")


if __name__ == "__main__":
    main()
