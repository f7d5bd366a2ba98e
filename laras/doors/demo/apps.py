from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "laras.doors.demo"
    label = "demo"
