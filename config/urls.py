"""Every address, room by room. Who may use each is written down in tests/integration/access/table.py."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config import health, home, offline, source, styleguide
from config.accounts import account_urlpatterns
from engine.people.urls import setup_urlpatterns

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("workflows.urls")),
    path("forms/", include("form_builder.urls")),
    path("approvals/", include("approvals.urls")),
    path("records/", include("engine.records.urls")),
    path("reports/", include("reporting.urls")),
    path("design/forms/", include("form_builder.designer.urls")),
    path("design/tables/", include("approvals.grids.urls")),
    path("design/", include("engine.catalogue.urls")),
    path("people/", include("engine.people.urls")),
    path("notices/", include("engine.notices.urls")),
    path("audit/", include("engine.people.audit_urls")),
    path("accounts/", include(account_urlpatterns)),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("source/", source.source, name="source"),
    path("healthz", health.healthz, name="healthz"),
    path("offline/", offline.offline, name="offline"),
    path("worker.js", offline.worker, name="worker"),
    *setup_urlpatterns,
]
if settings.DEBUG:
    urlpatterns += [path("styleguide/", styleguide.styleguide, name="styleguide")]
