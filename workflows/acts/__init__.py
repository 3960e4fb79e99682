"""What this room can do by itself in a workflow: one file an action, all entered here. Pure at the top."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
