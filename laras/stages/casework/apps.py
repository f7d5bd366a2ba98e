from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "laras.stages.casework"
    label = "casework"
