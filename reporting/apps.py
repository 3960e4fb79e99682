from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engine.language.kinds import kinds
        from reporting import trail_words
        from reporting.kind import ReportKind

        if "report" not in kinds:
            kinds.register("report", ReportKind())
        trail_words.register()
