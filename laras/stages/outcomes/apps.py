from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "laras.stages.outcomes"
    label = "outcomes"
