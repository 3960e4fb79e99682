// Before a field goes: what reads it, here and elsewhere.
import { removeChosen } from "./clipboard";
import type { Desk } from "./desk";
import { confirm } from "./dialogs";
import { backToForm } from "./focusing";
import { find, items, type Node } from "./model";
import { readersOf } from "./naming";

interface Used { title: string; places: string[] }

const AT_ONCE = 60;

/** What reads the fields with these ids elsewhere, each with the places where it does. */
export async function usedElsewhere(desk: Desk, ids: readonly string[]): Promise<string[]> {
  const some = ids.slice(0, AT_ONCE);
  const rest = ids.length > AT_ONCE ? await usedElsewhere(desk, ids.slice(AT_ONCE)) : [];
  return [...new Set([...(await askedOf(desk, some)), ...rest])];
}

async function askedOf(desk: Desk, ids: readonly string[]): Promise<string[]> {
  const query = new URLSearchParams(ids.map((id) => ["id", id]));
  const answer = await fetch(`${desk.given.urls.usage}?${query.toString()}`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return [];
  return ((await answer.json()) as { used: Used[] }).used.map((one) => (one.places.length ? `${one.title} (${one.places.join("; ")})` : one.title));
}

/** Removes what is selected, at once where nobody reads it; otherwise says who does, and asks. The next field is selected then. */
export async function askToRemove(desk: Desk): Promise<void> {
  const remove = (): void => removeAndGoOn(desk);
  const nodes = going(desk);
  const ids = new Set(nodes.map((node) => String(node["id"])));
  const keys = nodes.map((node) => String(node["key"]));
  const here = [...new Set(keys.flatMap((key) => readersOf(desk.doc, key)))].filter((id) => !ids.has(id)).map((id) => desk.nameOf(id));
  const out = await usedElsewhere(desk, [...ids]);
  if (!here.length && !out.length) return remove();
  const lines = [here.length && desk.word("used_here", { where: desk.listed(here) }), out.length && desk.word("used_out", { where: desk.listed(out) })];
  confirm(desk, desk.word("remove_sure", { what: desk.nameOf(desk.selected[0] ?? "") }), lines.filter((line): line is string => Boolean(line)), desk.word("remove"), remove);
}

/** What goes with the selection: each part, and whatever stands inside it. */
function going(desk: Desk): Node[] {
  return desk.selected.flatMap((id) => {
    const part = find(desk.doc, id);
    return part ? [part, ...[...items(part)].map(({ item }) => item)] : [];
  });
}

export function removeAndGoOn(desk: Desk): void {
  const page = find(desk.doc, desk.page);
  const order = page ? [...items(page)].map(({ item }) => String(item["id"])) : [];
  const at = order.indexOf(desk.selected[0] ?? "");
  removeChosen(desk);
  const left = [...order.slice(at + 1), ...order.slice(0, at).reverse()].find((id) => find(desk.doc, id));
  desk.select(at >= 0 && left ? [left] : []);
  backToForm(desk);
}
