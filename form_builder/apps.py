from django.apps import AppConfig


class FormBuilderConfig(AppConfig):
    name = "form_builder"
    label = "form_builder"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enters what forms offer to other rooms: the kind, the datasets, the profiles of registers."""
        from engine import datasets
        from engine.catalogue.designers import Designer, designers
        from engine.catalogue.impact import impacts
        from engine.catalogue.ports import Door, doors, sheets
        from engine.catalogue.usage import parts
        from engine.catalogue.wording import wordings
        from engine.language.kinds import kinds
        from engine.language.text import both
        from engine.people.handovers import handovers
        from engine.records import ports as records
        from form_builder import drawing, impact, mentions, profiles, trail_words
        from form_builder.datasets import FormSource
        from form_builder.exchange import codes as exchange_codes  # noqa: F401  the reference lists every code
        from form_builder.handing_over import OpenDrafts
        from form_builder.kind import FormKind
        from form_builder.parts import parts_of_form
        from form_builder.views.collecting import sheets_of
        from form_builder.views.papers import papers_of
        from form_builder.wording import FormWording

        kinds.register("form", FormKind())
        wordings.register("form", FormWording())
        parts.register("form", parts_of_form)
        impacts.register("form_builder", impact.of_form)
        designers.register("form", Designer("designer:open", "designer:new", both("New form", "新表格")))
        sheets.register("form_builder", sheets_of)
        sheets.register("form_builder.papers", papers_of)
        doors.register("form_builder", Door(both("Import an XLSForm", "匯入 XLSForm"), "form:import"))
        doors.register("form_builder.guide", Door(both("How to design a form", "如何設計表格"), "designer:guide"))
        handovers.register("form_builder", OpenDrafts())
        datasets.sources.register("form_builder", FormSource())
        records.profile_starters.register("form_builder", profiles.start)
        records.profile_views.register("form_builder", profiles.view)
        records.profile_views.register("form_builder.courses", drawing.of_record)
        records.timelines.register("form_builder", profiles.timeline)
        records.timelines.register("form_builder.mentions", mentions.timeline)
        trail_words.register()
