"""The wizard's memory is the draft in the database: its answers are the steps' data, its page is the current step."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from formtools.wizard.storage.base import BaseStorage

from form_builder.models import Draft


class DraftStorage(BaseStorage):
    """Reads the draft that the view found; writing goes through `services.save_page` alone, never on a GET."""

    def __init__(self, prefix: str, request: HttpRequest, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.draft: Draft = request.draft  # type: ignore[attr-defined]
        self.init_data()

    def init_data(self) -> None:
        """The step is the page that the address names, kept for this request only."""
        self.data = {
            self.step_key: self.draft.page or None,
            self.step_data_key: {},
            self.step_files_key: {},
            self.extra_data_key: {},
        }

    def reset(self) -> None:
        """A draft is never emptied behind its writer's back: it is submitted or discarded."""

    def get_step_data(self, step: str) -> None:
        """Pages read the draft's answers themselves."""
        return

    def get_step_files(self, step: str) -> None:
        """Files are in the draft, by content."""
        return

    def update_response(self, response: HttpResponse) -> None:
        """Nothing travels in cookies."""
