from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engine.catalogue.usage import uses
        from engine.language.kinds import kinds
        from reporting import trail_words
        from reporting.kind import ReportKind
        from reporting.uses import uses_of_report

        if "report" not in kinds:
            kinds.register("report", ReportKind())
        uses.register("report", uses_of_report)
        trail_words.register()
