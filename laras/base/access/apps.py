from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "laras.base.access"
    label = "access"
