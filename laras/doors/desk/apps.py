from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "laras.doors.desk"
    label = "desk"
