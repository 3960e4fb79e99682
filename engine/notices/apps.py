from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "engine.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engine.notices.channels import channels, email, in_app

        channels.register(in_app.NAME, in_app.InApp())
        channels.register(email.NAME, email.Email())
