from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "laras.doors.offline"
    label = "offline"
