from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "laras.stages.people"
    label = "people"
