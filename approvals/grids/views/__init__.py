from approvals.grids.views.beginning import new as new
from approvals.grids.views.editing import bring as bring
from approvals.grids.views.editing import edit as edit
from approvals.grids.views.looking import compare as compare
from approvals.grids.views.looking import look as look
from approvals.grids.views.looking import take as take
