"""Makes the drafts that the browser opens, in the database of DATABASE_URL; prints their addresses and a session as JSON."""

from bench import started  # noqa: F401  # isort: skip

import json
import sys

from django.core.management import call_command
from django.test import Client

from bench import world
from bench.browser import form
from engine.catalogue.services import import_documents
from engine.people import clock
from engine.people.actor import SYSTEM, actor_of
from form_builder.addresses import fill_url
from form_builder.services import start_draft
from tests import every_field
from tests.cast import NOW, Cast


def made(cast: Cast) -> dict[str, object]:
    """The page of 200 fields, every page of a form with every type of input, and who may fill them."""
    every = [every_field.streets().source, every_field.document().source]
    versions = import_documents(sources=[form.ours(), *every], owner=None, publish_them=True, by=SYSTEM, at=NOW)
    found = {version.definition.key: version for version in versions}
    large, all_types = found["in-browser"], found["every-field"]
    owner, now = cast.people["owner"], clock.now()
    by = actor_of(owner, clock.day_of(now))
    drafts = [start_draft(version=version, unit=cast.wts, by=by, at=now) for version in (large, large, all_types)]
    client = Client()
    client.force_login(owner)
    pages = [page["key"] for page in json.loads(every[1])["pages"]]
    return {
        "large": [fill_url(draft, "page") for draft in drafts[:2]],
        "every": {key: fill_url(drafts[2], key) for key in pages},
        "session": client.cookies["sessionid"].value,
    }


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(made(world.people())))
