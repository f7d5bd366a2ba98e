from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "laras.base.files"
    label = "files"
