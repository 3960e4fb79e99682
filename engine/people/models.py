"""Who there is, where they belong, and what they may do there, from when to when."""

from datetime import date
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from engine.language.ids import new_id
from engine.language.text import both, say

LANGUAGE_CHOICES = [("en", "English"), ("zh-hant", "繁體中文")]


class Unit(models.Model):
    """One node of the tree: federation, NGO, centre or team. `path` is `/<id>/<id>/`, itself last."""

    KINDS = [("federation", "Federation"), ("ngo", "NGO"), ("centre", "Centre"), ("team", "Team")]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=12, choices=KINDS)
    code = models.CharField(max_length=20, unique=True)
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=400, db_index=True, editable=False)
    parent_id: UUID | None

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name_en

    def save(self, *args: object, **kwargs: object) -> None:
        self.path = f"{self.parent.path if self.parent else '/'}{self.id}/"
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def name(self, language: str) -> str:
        return say(both(self.name_en, self.name_zh), language)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. Never deleted, only made inactive: history keeps its names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES, default="en")
    home_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="members")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name_en"]
    is_staff = is_superuser = False
    objects = UserManager()

    class Meta:
        ordering = ["name_en"]
        constraints = [models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="user_email_once")]

    def __str__(self) -> str:
        return self.name_en

    def name(self, language: str) -> str:
        return say(both(self.name_en, self.name_zh), language)


class Role(models.Model):
    """A role and the permissions it grants: data, loaded from definitions/roles and editable afterwards."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.JSONField()
    grants = models.JSONField(default=list)
    edited = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def named(self, language: str) -> str:
        """The role's name in `language`."""
        return say(self.name, language, self.code)


class Dated(models.Model):
    """A fact that holds from a day to a day, both included; an empty end means until further notice."""

    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, on: date) -> bool:
        """Whether the fact holds on the day `on`."""
        return self.starts <= on and (self.ends is None or on <= self.ends)


class Holding(Dated):
    """A user holds a role over a unit and all beneath it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="holdings")
    role = models.ForeignKey(Role, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    user_id: UUID
    unit_id: UUID
    role_id: str

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="holding_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["role", "unit"])]

    def __str__(self) -> str:
        return f"{self.user} {self.role_id} {self.unit}"


class LineManager(Dated):
    """`manager` is the line manager of `user`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="line_managers")
    manager = models.ForeignKey(User, models.PROTECT, related_name="reports")

    def __str__(self) -> str:
        return f"{self.manager} manages {self.user}"


class StandIn(Dated):
    """`absent` is away, and `deputy` acts for them; without a deputy, nobody does."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    absent = models.ForeignKey(User, models.PROTECT, related_name="stand_ins")
    deputy = models.ForeignKey(User, models.PROTECT, null=True, related_name="standing_in_for")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    absent_id: UUID

    def __str__(self) -> str:
        return f"{self.deputy or 'nobody'} for {self.absent}"
