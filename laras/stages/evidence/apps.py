from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "laras.stages.evidence"
    label = "evidence"
