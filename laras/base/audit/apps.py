from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "laras.base.audit"
    label = "audit"

    def ready(self) -> None:
        from laras.base.audit import checks  # noqa: F401  registers the system checks
