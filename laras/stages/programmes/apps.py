from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "laras.stages.programmes"
    label = "programmes"
