from django.urls import path

from approvals import views

app_name = "approvals"
urlpatterns = [
    path("orders/", views.orders, name="orders"),
    path("orders/<uuid:pk>/", views.order, name="order"),
    path("from-mail/<str:token>/", views.from_mail, name="from_mail"),
    path("records/<uuid:process>/", views.record, name="record"),
]
