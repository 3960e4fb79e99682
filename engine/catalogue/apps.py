from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "engine.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from engine.catalogue import trail_words
        from engine.language.standard import register_standard_kinds

        register_standard_kinds()
        trail_words.register()
