"""`python -m bench`: every measurement side by side in one run, as ratios, with the goals. Prints Markdown."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from datetime import date

from bench import place

Measured = Mapping[str, Mapping[str, float]]
STEP_GOAL, PAGE_GOAL, REQUEST_GOAL_MS = 1.3, 20.0, 5
CHECKING = (
    ("jsonschema, valid", "schema pass, valid", 40),
    ("jsonschema, 12 errors", "schema pass, 12 errors", 10),
    ("django, valid", "submit, valid", 10),
    ("django, 12 errors", "submit, 12 errors", 10),
)
ROWS = {
    "native": "native Viewflow: no permission, no audit, no inbox row, no lock",
    "native, locked": "native Viewflow with a row lock",
    "chain": "ours: one approval of two steps",
    "chain, roles read anew": "ours, the person's roles read anew at each step",
    "two approvals": "ours: two approvals of one step",
    "two tasks": "ours: two plain tasks",
    "chain, form handed in": "ours, started by a form handed in: judged, its submission and cells stored",
}


def main() -> None:
    print(f"# Measurements\n\n{machine()}\n")
    with place.sqlite() as env:
        steps("SQLite", run("bench.steps", env))
    with place.postgres() as env:
        if env is None:
            print("## A workflow step on PostgreSQL\n\nNOT MEASURED: no PostgreSQL answers.\n")
        else:
            steps("PostgreSQL", run("bench.steps", env))
    with place.sqlite() as env:
        page(run("bench.page", env))
        request(run("bench.request", env))
        checking(run("bench.checking", env))
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.browser"], check=True)


def machine() -> str:
    """What it ran on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{date.today()}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()},"
        f" load average {load} at the start. Medians; all sides take turns in one run: read the ratios."
    )


def run(module: str, env: Mapping[str, str]) -> Measured:
    """What a measurement in a process of its own found."""
    done = subprocess.run([sys.executable, "-m", module], env=env, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def steps(database: str, found: Measured) -> None:
    """The table of one database; a ratio above 1 is faster than native."""
    print(f"## A workflow step on {database} (start, approve, agree; one transaction a step)\n")
    print("| | start, approve, agree: ms | ms a step | its CPU | statements | times native | by CPU |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    native = found["native"]["seconds"]
    for name, words in ROWS.items():
        row = found[name]
        each = ", ".join(f"{row[step] * 1000:.1f}" for step in ("start", "approve", "agree"))
        ratios = f"{native / row['seconds']:.2f} | {found['native']['cpu'] / row['cpu']:.2f}"
        spent = f"{row['seconds'] * 1000:.2f} | {row['cpu'] * 1000:.2f} | {row['statements']:.1f}"
        print(f"| {words} | {each} | {spent} | {ratios} |")
    best = native / found["chain"]["seconds"]
    print(f"\nGoal: at least {STEP_GOAL} times native. {verdict(best >= STEP_GOAL)}: {best:.2f}.\n")


def page(found: Measured) -> None:
    """The table of the page; a ratio above 1 is cheaper than Django."""
    print("## A page of 200 fields, all filled (CPU in the process)\n")
    print("| | ms | Django / ours |\n|---|--:|--:|")
    ratios = []
    for theirs, ours in (
        ("django, as_div", "ours, rendered"),
        ("django, checked and as_div", "ours, judged and rendered"),
    ):
        ratios.append(found[theirs]["seconds"] / found[ours]["seconds"])
        print(f"| {theirs} | {found[theirs]['seconds'] * 1000:.2f} | |")
        print(f"| {ours} | {found[ours]['seconds'] * 1000:.3f} | {ratios[-1]:.0f} |")
    print(
        f"\nGoal: at most 1/{PAGE_GOAL:.0f} of Django's CPU. {verdict(min(ratios) >= PAGE_GOAL)}: 1/{min(ratios):.0f}."
    )


def request(found: Measured) -> None:
    """The whole request of that page."""
    print("\n## The whole request of that page (CPU in the process, middlewares and frame included)\n")
    print("| | ms | kB |\n|---|--:|--:|")
    for name, row in found.items():
        print(f"| {name} | {row['seconds'] * 1000:.1f} | {row['bytes'] / 1000:.0f} |")
    ours = found["ours"]["seconds"] * 1000
    print(f"\nGoal: at most {REQUEST_GOAL_MS} ms. {verdict(ours <= REQUEST_GOAL_MS)}: {ours:.1f} ms.")


def checking(found: Measured) -> None:
    """The table of one submission's validation; a ratio above 1 is cheaper than the library beside it."""
    print("\n## Judging a submission of 60 answers (CPU in the process)\n")
    print("| beside | its µs | ours, µs | ratio | goal |\n|---|--:|--:|--:|---|")
    for theirs, ours, goal in CHECKING:
        ratio = found[theirs]["seconds"] / found[ours]["seconds"]
        figures = f"{found[theirs]['seconds'] * 1e6:.0f} | {found[ours]['seconds'] * 1e6:.1f} | {ratio:.1f}"
        print(f"| {theirs}: {ours} | {figures} | {goal} times: {verdict(ratio >= goal)} |")


def verdict(reached: bool) -> str:
    return "Reached" if reached else "NOT reached"


if __name__ == "__main__":
    main()
