from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "laras.stages.support"
    label = "support"
