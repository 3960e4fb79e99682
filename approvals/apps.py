from collections.abc import Collection

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "approvals"
    label = "approvals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from approvals import actions, by_mail, node, trail_words  # noqa: F401  each enters what it offers to workflows
        from approvals.datasets import DecisionSource
        from approvals.descriptions import DECISIONS
        from approvals.eligibility import decided_already
        from approvals.grids.sheets import sheets_of
        from approvals.kind import AuthorityKind
        from approvals.notices import APPROVAL
        from approvals.reading import order_links, told
        from engine.catalogue.designers import Designer, designers
        from engine.catalogue.ports import sheets
        from engine.datasets import StaticDescribe, descriptions, sources
        from engine.language.kinds import kinds
        from engine.language.text import both
        from engine.notices.channels.addresses import addresses
        from workflows import waiting
        from workflows.timeline import related, tellers

        kinds.register(AuthorityKind.name, AuthorityKind(known_roles))
        descriptions.register(DECISIONS.key, StaticDescribe(DECISIONS))
        sources.register("approvals", DecisionSource())
        waiting.hidden.register("approvals.decided", decided_already)
        tellers.register(node.ApprovalNode.name, told)
        related.register("approvals", order_links)
        grid = Designer("grid:edit", "grid:new", both("New authority or decision table", "新審批權限表或決策表"))
        designers.register("authority", grid)
        designers.register("table", grid)
        sheets.register("approvals.grids", sheets_of)
        addresses.register(APPROVAL, by_mail.address)
        trail_words.register()


def known_roles() -> Collection[str]:
    """The codes of the roles of this installation; none before its tables are there."""
    from django.db import DatabaseError

    from engine.people.models import Role

    try:
        return set(Role.objects.values_list("code", flat=True))
    except DatabaseError:
        return set()
