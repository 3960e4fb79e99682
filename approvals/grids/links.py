"""A step of a chain as its cell says it: "Team Head / Centre Manager: award". Pure.

"/" means any one of them, "+" all of them, "2 of A / B / C" so many of them; what follows ":" is the act (approve, if nothing).
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from approvals.grids.cells import WrongCell
from approvals.grids.names import Names
from engine.language.text import both

DEFAULT_ACT = "approve"
_SO_MANY = re.compile(r"^(\d+)\s*(?:of|位[:：]?)\s*(.+)$", re.IGNORECASE)


def write_link(link: Mapping[str, Any] | None, names: Names, language: str) -> str:
    """The cell of a link as authored; empty for none."""
    if not link:
        return ""
    roles = [link["role"]] if "role" in link else list(link.get("any") or link.get("all", ()))
    joint = " + " if "all" in link else " / "
    most = f"{link['at_least']} of " if link.get("at_least", 1) > 1 else ""
    act = link.get("act", DEFAULT_ACT)
    return most + joint.join(names.role(role, language) for role in roles) + f": {names.act(act, language)}"


def read_link(cell: str, names: Names) -> dict[str, Any] | None:
    """The link that a cell says, without an id; None for an empty one. Raises WrongCell."""
    said = unicodedata.normalize("NFKC", cell).strip()
    if said in ("", "-", "–"):
        return None
    who, _, act = said.rpartition(":") if ":" in said else (said, "", "")
    link = _asked(who.strip(), names)
    link["act"] = _act(act.strip(), names)
    return link


def _asked(who: str, names: Names) -> dict[str, Any]:
    if (only := names.role_called(who)) is not None:
        return {"role": only}
    counted = _SO_MANY.match(who)
    most, listed = (int(counted[1]), counted[2]) if counted else (1, who)
    everybody = "+" in listed
    roles = [_role(part.strip(), names) for part in re.split(r"\+" if everybody else r"/|、|或| or ", listed)]
    return link_of(roles, everybody=everybody, at_least=most)


def link_of(roles: list[str], *, everybody: bool = False, at_least: int = 1) -> dict[str, Any]:
    """A link as a document writes it: one role, all of several, or so many of several."""
    distinct = list(dict.fromkeys(roles))
    if len(distinct) == 1:
        return {"role": distinct[0]}
    if everybody:
        return {"all": distinct}
    return {"any": distinct, **({"at_least": at_least} if at_least > 1 else {})}


def _role(words: str, names: Names) -> str:
    found = names.role_called(words)
    if found is None:
        known = {
            language: "; ".join(names.role(code, language) for code in names.roles) for language in ("en", "zh-Hant")
        }
        raise WrongCell(
            both(
                f"There is no role called “{words}”. The roles are: {known['en']}.",
                f"沒有名為「{words}」的角色。現有角色：{known['zh-Hant']}。",
            )
        )
    return found


def _act(words: str, names: Names) -> str:
    if not words:
        return DEFAULT_ACT
    found = names.act_called(words)
    if found is None:
        known = {
            language: "; ".join(names.act(code, language) for code in names.acts) for language in ("en", "zh-Hant")
        }
        raise WrongCell(
            both(f"“{words}” is none of: {known['en']}.", f"「{words}」不屬於以下其中一項：{known['zh-Hant']}。")
        )
    return found
