from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "laras.stages.appraisal"
    label = "appraisal"

    def ready(self) -> None:
        # The models of coding stand only once every app is loaded.
        from laras.stages.appraisal.queries.subjects import register

        register()
