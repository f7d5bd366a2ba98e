from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "laras.doors.exchange"
    label = "exchange"
