from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "laras.base.gate"
    label = "gate"
