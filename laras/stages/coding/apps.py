from django.apps import AppConfig


class CodingConfig(AppConfig):
    name = "laras.stages.coding"
    label = "coding"
