"""Put a small coded study into the cast's home of this environment and print its ids."""

from __future__ import annotations

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from laras.stages.appraisal import actions as appraisal  # noqa: E402  models exist only now
from laras.stages.coding.actions import add_coding, open_codebook  # noqa: E402
from laras.stages.coding.models import Code  # noqa: E402
from laras.stages.evidence import actions as evidence  # noqa: E402
from tests.journeys.enter_session import cast_of_this_home  # noqa: E402

TEXT = (
    "P: Bagaimana malam di sini?\nI: Saya duduk di sampingnya sampai ia tenang. Lalu saya bertanya kabarnya.\n"
    "P: Siapa yang menjelaskan obat?\nI: Kalau soal obat, itu bagian perawat. Saya tidak berani menjelaskan.\n"
)
PASSAGES = (("duduk di sampingnya sampai ia tenang", "EMO-03", "given"), ("itu bagian perawat", "INF-02", "lacking"))


def main() -> None:
    """Make the study “Bukti dalam (contoh)” with two sources, two codings and a finding."""
    by = cast_of_this_home().actor("peneliti")
    study = evidence.create_study(name="Bukti dalam (contoh)", question="Bagaimana dukungan diberikan?", by=by)
    open_codebook(study, by=by)
    informant = evidence.add_informant(study, code="P1", role="Pekerja sosial", by=by)
    evidence.give_research_consent(informant, agreed=True, may_quote=True, by=by)
    sources = [
        evidence.add_source(
            study, name=f"Wawancara {n} (contoh)", kind="interview", text=TEXT, informant=informant, by=by
        )
        for n in (1, 2)
    ]
    made = [
        add_coding(
            sources[0],
            start=TEXT.index(words),
            end=TEXT.index(words) + len(words),
            code=Code.objects.get(study=study, indicator=code),
            polarity=polarity,
            by=by,
        )
        for words, code, polarity in PASSAGES
    ]
    finding = appraisal.add_finding(study, text="Obat jarang dijelaskan.", aspect="informational", by=by)
    appraisal.link_codings(finding, codings=made[1:], relation="supports", by=by)
    told = {"study": str(study.pk), "sources": [str(one.pk) for one in sources], "finding": str(finding.pk)}
    print(json.dumps({**told, "codings": [str(one.pk) for one in made]}))


if __name__ == "__main__":
    main()
