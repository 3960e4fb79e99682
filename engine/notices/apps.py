from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "engine.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engine.catalogue.ports import tellers
        from engine.notices.channels import channels, email, in_app
        from engine.notices.services import notify

        channels.register(in_app.NAME, in_app.InApp())
        channels.register(email.NAME, email.Email())
        tellers.register("notices", notify)
