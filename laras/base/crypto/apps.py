from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "laras.base.crypto"
    label = "crypto"
