"""`records.issue_number`: the next number of a series, without gaps, such as of a certificate or a referral."""

from collections.abc import Mapping
from typing import Any

from workflows.actions import Action, ActionContext, actions


def issue(inputs: Mapping[str, Any], context: ActionContext) -> Mapping[str, Any]:
    """The next number of `series` at the process's unit in this year: `WTS-REF-2026-0001`."""
    from engine.people.clock import day_of
    from engine.records.counters import next_number

    unit, year = context.process.unit, day_of(context.at).year
    series = str(inputs["series"] or "")
    count = next_number(f"series:{unit.pk}:{series}:{year}")
    return {"number": "-".join(filter(None, [unit.code, series, str(year), f"{count:04d}"]))}


actions.register("records.issue_number", Action("records.issue_number", {"series": "text"}, {"number": "text"}, issue))
