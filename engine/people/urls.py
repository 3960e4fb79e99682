"""Addresses under /people/; `setup_urlpatterns` stand at the root, outside the name space."""

from django.urls import path

from engine.people.views import joining, own, people, units

app_name = "people"
urlpatterns = [
    path("", people.index, name="index"),
    path("invite/", people.invite, name="invite"),
    path("join/<str:token>/", joining.join, name="join"),
    path("me/", own.me, name="me"),
    path("me/language/", own.my_language, name="my_language"),
    path("me/stand-in/", own.my_stand_in, name="my_stand_in"),
    path("stand-ins/<uuid:stand_in>/end/", own.end_stand_in, name="end_stand_in"),
    path("units/", units.units, name="units"),
    path("units/<uuid:parent>/new/", units.unit_new, name="unit_new"),
    path("units/<uuid:unit>/", units.unit_edit, name="unit_edit"),
    path("units/<uuid:unit>/move/", units.unit_move, name="unit_move"),
    path("roles/", units.roles, name="roles"),
    path("roles/<str:code>/", units.role, name="role"),
    path("holdings/<uuid:holding>/end/", people.end_role, name="end_role"),
    path("<uuid:person>/", people.person, name="person"),
    path("<uuid:person>/edit/", people.edit, name="edit"),
    path("<uuid:person>/link/", people.link, name="link"),
    path("<uuid:person>/role/", people.give_role, name="give_role"),
    path("<uuid:person>/line-manager/", people.line_manager, name="line_manager"),
    path("<uuid:person>/stand-in/", people.stand_in, name="stand_in"),
    path("<uuid:person>/hand-over/", people.hand_over, name="hand_over"),
    path("<uuid:person>/deactivate/", people.deactivate, name="deactivate"),
    path("<uuid:person>/reactivate/", people.reactivate, name="reactivate"),
]

setup_urlpatterns = [path("setup/", joining.set_up, name="setup")]
