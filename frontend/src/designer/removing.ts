// Before a field goes: what reads it, here and elsewhere.
import { chosen, removeChosen } from "./clipboard";
import type { Desk } from "./desk";
import { confirm } from "./dialogs";
import { backToForm } from "./focusing";
import { find, items } from "./model";
import { readersOf } from "./naming";

interface Used { title: string; places: string[] }

/** What reads the field with this id elsewhere, each with the places where it does. */
export async function usedElsewhere(desk: Desk, id: string): Promise<string[]> {
  const answer = await fetch(`${desk.given.urls.usage}?id=${encodeURIComponent(id)}`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return [];
  return ((await answer.json()) as { used: Used[] }).used.map((one) => (one.places.length ? `${one.title} (${one.places.join("; ")})` : one.title));
}

/** Removes what is selected, at once where nobody reads it; otherwise says who does, and asks. The next field is selected then. */
export async function askToRemove(desk: Desk): Promise<void> {
  const remove = (): void => removeAndGoOn(desk);
  const nodes = chosen(desk);
  const ids = new Set(desk.selected);
  const keys = nodes.map((node) => String(node["key"]));
  const here = [...new Set(keys.flatMap((key) => readersOf(desk.doc, key)))].filter((id) => !ids.has(id)).map((id) => desk.nameOf(id));
  const out = [...new Set((await Promise.all(nodes.map((node) => usedElsewhere(desk, String(node["id"]))))).flat())];
  if (!here.length && !out.length) return remove();
  const lines = [here.length && desk.word("used_here", { where: here.join(", ") }), out.length && desk.word("used_out", { where: out.join(", ") })];
  confirm(desk, desk.word("remove_sure", { what: desk.nameOf(desk.selected[0] ?? "") }), lines.filter((line): line is string => Boolean(line)), desk.word("remove"), remove);
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
