"""Behind which door of the rail a page lies, by the name of its view or of its app."""

ROOMS = {
    "home": "home",
    "inbox": "inbox",
    "task": "inbox",
    "process": "inbox",
    "workflows": "inbox",
    "approvals:orders": "orders",
    "approvals:order": "orders",
    "approvals": "inbox",
    "start": "start",
    "form": "start",
    "form_builder": "start",
    "records": "records",
    "reports": "reports",
    "reporting": "reports",
    "design": "design",
    "designer": "design",
    "catalogue": "design",
    "people": "people",
    "audit": "audit",
    "notices": "notices",
}
