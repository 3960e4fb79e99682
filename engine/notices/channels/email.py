"""E-mail, in plain text: the subject, the body, and the address of the page to open."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from engine.notices.models import Notice
from engine.people.models import User

NAME = "email"


class Email:
    def reaches(self, user: User) -> bool:
        return bool(user.email)

    def send(self, notice: Notice, at: datetime) -> None:
        lines = [notice.body] if notice.body else []
        if notice.url:
            lines.append(settings.SITE_ADDRESS.rstrip("/") + notice.url)
        EmailMessage(" ".join(notice.subject.split()), "\n\n".join(lines), to=[notice.to.email]).send()
