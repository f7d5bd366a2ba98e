from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "laras.base.ui"
    label = "ui"
