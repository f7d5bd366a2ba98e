from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "laras.stages.measures"
    label = "measures"
