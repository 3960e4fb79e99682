// New parts: a field of a type, a page, a check, a score; and where they go.
import type { Command } from "./commands";
import type { Desk } from "./desk";
import type { FieldType } from "./given";
import { find, type Json, type List, listOf, type Node, pageOf, placeOf, type Place } from "./model";
import { keyFrom, keysTaken, newId, unique } from "./naming";

/** Where a new item goes: into the selected group or repeat, after the selected item, or at the end of the page. */
export function placeForItem(desk: Desk): Place {
  const id = desk.selected.at(-1);
  const node = id ? find(desk.doc, id) : null;
  const type = node && desk.types.get(String(node["type"]));
  if (node && type?.has_items) return { into: id!, list: "items", after: lastIn(node) };
  const place = id && type ? placeOf(desk.doc, id) : null;
  if (place) return { ...place, after: id! };
  const page = find(desk.doc, desk.page);
  return { into: desk.page, list: "items", after: page ? lastIn(page) : null };
}

function lastIn(node: Node): string | null {
  const last = listOf(node, "items").at(-1);
  return last ? String(last["id"]) : null;
}

/** A new item of a type, with the least that it needs. */
export function made(desk: Desk, type: FieldType): Node {
  const key = keyFrom(type.name, "field", keysTaken(desk.doc));
  const item: Record<string, Json> = { id: newId(), key, type: type.name, label: { en: type.label, "zh-Hant": "" } };
  item["label"] = { [desk.given.language]: "" };
  if (type.has_items) item["items"] = [];
  if (type.has_choices) item["choices"] = [option("option_1"), option("option_2")];
  for (const control of type.properties) {
    if (control.kind === "entries" && type.needs.includes(control.name)) item[control.name] = [option("row_1"), option("row_2")];
  }
  if (type.holds_value) item["sensitivity"] = "internal";
  return item;
}

export function option(key: string, label: Json = ""): Node {
  return { id: newId("o"), key, label };
}

export function addItem(desk: Desk, type: FieldType): void {
  const node = made(desk, type);
  insert(desk, { do: "insert", ...placeForItem(desk), node });
}

export function addPage(desk: Desk): void {
  const pages = listOf(desk.doc, "pages");
  const taken = keysTaken(desk.doc);
  const key = unique(`page_${pages.length + 1}`, taken);
  const node: Node = { id: newId("page"), key, title: { [desk.given.language]: `${desk.word("page")} ${pages.length + 1}` }, items: [] };
  insert(desk, { do: "insert", into: "", list: "pages", after: String(pages.at(-1)?.["id"] ?? "") || null, node });
}

/** A check over the form, or over each row of the repeat `into`. */
export function addCheck(desk: Desk, into = ""): void {
  const at = [...listOf(find(desk.doc, into || desk.page) ?? desk.doc, "items")].find((item) => desk.types.get(String(item["type"]))?.holds_value);
  const node: Node = { id: newId("check"), assert: true, at: String(at?.["key"] ?? ""), message: { [desk.given.language]: "" } };
  insert(desk, { do: "insert", into, list: "checks", after: lastOf(desk, "checks", into), node });
}

export function addScore(desk: Desk): void {
  const key = unique("score", keysTaken(desk.doc));
  const node: Node = { id: newId("score"), key, label: { [desk.given.language]: "" }, fn: "sum", of: [] };
  insert(desk, { do: "insert", into: "", list: "scores", after: lastOf(desk, "scores"), node });
}

export function addNarrative(desk: Desk): void {
  const node: Node = { id: newId("summary"), title: { [desk.given.language]: "" }, parts: [{ say: { [desk.given.language]: "" } }] };
  insert(desk, { do: "insert", into: "", list: "narratives", after: lastOf(desk, "narratives"), node });
}

function lastOf(desk: Desk, list: List, into = ""): string | null {
  const last = listOf(find(desk.doc, into) ?? desk.doc, list).at(-1);
  return last ? String(last["id"]) : null;
}

function insert(desk: Desk, command: Extract<Command, { do: "insert" }>): void {
  const id = String(command.node["id"]);
  desk.fresh.add(id);
  if (!desk.run(command)) return;
  desk.view = "canvas";
  desk.select([id], pageOf(desk.doc, id) ? undefined : desk.page);
  desk.tell(desk.describe(command), true);
  focusProperties();
}

/** The first control of the properties takes the focus. */
export function focusProperties(): void {
  showSheet("properties");
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".designer__properties :is(input, select, textarea)")?.focus());
}

/** Brings one part of the designer to the front where there is room for one only. */
export function showSheet(name: "outline" | "properties"): void {
  document.querySelector<HTMLElement>(`.designer__sheets [data-sheet="${name}"]`)?.click();
}
