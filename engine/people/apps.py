from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "engine.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engine.people import trail_words
        from engine.people.accounts import watch_sign_ins

        watch_sign_ins()
        trail_words.register()
