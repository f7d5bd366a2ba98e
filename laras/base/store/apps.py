from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "laras.base.store"
    label = "store"

    def ready(self) -> None:
        from laras.base.store import checks  # noqa: F401  registers the system checks
