"""Addresses of workflows: inbox, tasks, processes, start."""

from django.urls import path

from workflows import attending, managing, views
from workflows.trying.views import try_page
from workflows.verbs import pages as verbs

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("start/", views.start, name="start"),
    path("tasks/<uuid:pk>/", views.task, name="task"),
    path("tasks/<uuid:pk>/claim/", views.claim, name="claim"),
    path("tasks/<uuid:pk>/release/", views.release, name="release"),
    path("tasks/<uuid:pk>/give/", managing.give, name="give"),
    path("tasks/<uuid:pk>/ask-again/", managing.ask_again, name="ask_again"),
    path("attention/", attending.attention, name="attention"),
    path("attention/<uuid:pk>/retry/", attending.retry, name="action_retry"),
    path("attention/<uuid:pk>/skip/", attending.skip, name="action_skip"),
    path("design/routes/<uuid:pk>/try/", try_page, name="try_route"),
    path("processes/<uuid:pk>/", views.process, name="process"),
    path("processes/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("processes/<uuid:pk>/comment/", verbs.comment, name="comment"),
]
