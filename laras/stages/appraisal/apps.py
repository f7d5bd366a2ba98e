from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "laras.stages.appraisal"
    label = "appraisal"
