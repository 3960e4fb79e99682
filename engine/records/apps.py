from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "engine.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engine.catalogue.impact import load_bearing
        from engine.catalogue.usage import uses
        from engine.language.kinds import kinds
        from engine.people.handovers import handovers
        from engine.records import trail_words
        from engine.records.handing_over import Charges
        from engine.records.kind import RegisterKind
        from engine.records.ports import timelines
        from engine.records.queries import status_history
        from engine.records.uses import uses_of_register

        uses.register(RegisterKind.name, uses_of_register)
        load_bearing.register(RegisterKind.name, True)
        kinds.register(RegisterKind.name, RegisterKind())
        handovers.register("records", Charges())
        timelines.register("records.status", status_history)
        trail_words.register()
