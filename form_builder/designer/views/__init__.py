"""The designer's pages, and what its script asks."""

from form_builder.designer.views.asking import keep_block, look, save, try_out, usage
from form_builder.designer.views.guiding import first_form
from form_builder.designer.views.opening import new, open_design
from form_builder.designer.views.previewing import preview

__all__ = ["first_form", "keep_block", "look", "new", "open_design", "preview", "save", "try_out", "usage"]
