from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "laras.doors.api"
    label = "api"
