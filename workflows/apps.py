from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"
    label = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engine.catalogue.impact import impacts
        from engine.catalogue.ports import sheets
        from engine.catalogue.queries import forgetters
        from engine.catalogue.usage import uses
        from engine.catalogue.wording import wordings
        from engine.datasets import sources
        from engine.language.kinds import kinds
        from engine.people.handovers import handovers
        from engine.records.ports import timelines
        from workflows import (  # noqa: F401
            checks,
            datasets,
            descriptions,
            drafts,
            extending,
            flows,
            hiding,
            impact,
            linking,
            patience,
            trail_words,
            waiting,
        )
        from workflows.kind import WorkflowKind
        from workflows.timeline import asides
        from workflows.trying.sheets import sheets_of
        from workflows.uses import uses_of_workflow
        from workflows.verbs.commenting import comments_of
        from workflows.wording_of_changes import WorkflowWording

        wordings.register(WorkflowKind.name, WorkflowWording())
        sheets.register("workflows.trying", sheets_of)
        uses.register(WorkflowKind.name, uses_of_workflow)
        impacts.register("workflows", impact.of_workflow)
        kinds.register(WorkflowKind.name, WorkflowKind())
        descriptions.register()
        drafts.register()
        forgetters.append(flows.forget)
        sources.register("workflows", datasets.WorkflowSource())
        extending.register()
        patience.register()
        waiting.hidden.register("workflows.apart", hiding.kept_apart)
        handovers.register("workflows", linking.OpenTasks())
        timelines.register("workflows", linking.of_record)
        trail_words.register()
        asides.register("workflows.comments", comments_of)
