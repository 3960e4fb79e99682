"""E-mail, in plain text and the receiver's language: the subject, the body, and the address of the page to open."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from engine.language.text import active, say
from engine.notices.channels.addresses import address_of
from engine.notices.models import Notice
from engine.people.models import User

NAME = "email"


class Email:
    def reaches(self, user: User) -> bool:
        return bool(user.email)

    def send(self, notice: Notice, at: datetime) -> None:
        language = active(notice.to.language)
        lines = list(filter(None, [say(notice.body, language)]))
        if address := address_of(notice, at):
            lines.append(settings.SITE_ADDRESS.rstrip("/") + address)
        EmailMessage(" ".join(say(notice.subject, language).split()), "\n\n".join(lines), to=[notice.to.email]).send()
