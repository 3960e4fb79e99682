"""`python -m config.messages`: compiles every django.po to its .mo, with no other tool than Python."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_messages(root: Path) -> int:
    """Compiles each translation under `root` that is ours; returns how many."""
    files = [p for p in root.glob("**/locale/*/LC_MESSAGES/django.po") if ".venv" not in p.parts]
    for file in files:
        polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))
    return len(files)


if __name__ == "__main__":
    compile_messages(ROOT)
