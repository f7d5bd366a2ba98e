from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "laras.stages.reports"
    label = "reports"
