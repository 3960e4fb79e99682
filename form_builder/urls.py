from django.urls import path

from form_builder.views import (
    collecting,
    drafts,
    exchange,
    options,
    papers,
    particulars,
    resting,
    saving,
    submissions,
)
from form_builder.wizard import fill

app_name = "form"
urlpatterns = [
    path("", drafts.index, name="drafts"),
    path("import/", exchange.bring_in, name="import"),
    path("import/keep/", exchange.keep, name="import_keep"),
    path("versions/<uuid:version>/xlsform/", papers.workbook, name="xlsform"),
    path("versions/<uuid:version>/schema/", papers.schema, name="schema"),
    path("versions/<uuid:version>/blank/", papers.blank, name="blank"),
    path("start/<uuid:version>/", drafts.start, name="start"),
    path("collected/<uuid:version>/", collecting.collecting, name="collected"),
    path("slot/<uuid:version>/", collecting.slot, name="slot"),
    path("drafts/<uuid:draft>/", drafts.resume, name="resume"),
    path("drafts/<uuid:draft>/kept/", resting.kept, name="kept"),
    path("drafts/<uuid:draft>/page/<slug:step>/", fill, name="fill"),
    path("drafts/<uuid:draft>/autosave/", saving.autosave, name="autosave"),
    path("drafts/<uuid:draft>/upload/", saving.upload, name="upload"),
    path("drafts/<uuid:draft>/options/", options.matching, name="options"),
    path("drafts/<uuid:draft>/choose/<str:item>/", particulars.choose, name="choose"),
    path("drafts/<uuid:draft>/review/", drafts.review, name="review"),
    path("drafts/<uuid:draft>/discard/", drafts.discard, name="discard"),
    path("drafts/<uuid:draft>/file/<uuid:ref>/", submissions.draft_file, name="draft_file"),
    path("<uuid:submission>/", submissions.detail, name="submission"),
    path("<uuid:submission>/print/", submissions.printed, name="print"),
    path("<uuid:submission>/amend/", submissions.amendment, name="amend"),
    path("<uuid:submission>/reveal/", particulars.revealed, name="reveal"),
    path("<uuid:submission>/file/<uuid:ref>/", submissions.attachment, name="file"),
]
