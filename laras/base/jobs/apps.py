from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "laras.base.jobs"
    label = "jobs"
