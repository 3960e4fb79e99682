// Rules as conditions that one picks: (field, comparison, value), all of them or any, in groups. And back to the tree.
import type { Desk } from "./desk";
import { items, type Json, listOf, type Node, parentOf } from "./model";

export interface Condition { sort: "condition"; read: "var" | "row"; key: string; op: string; value: Json }
export interface Group { sort: "group"; all: boolean; parts: (Condition | Group)[] }

const ORDERED = ["==", "!=", "<", "<=", ">", ">="];

/** The fields that a rule of the part `id` may read: those of its own rows, then those of the form. */
export function fieldsFor(desk: Desk, id: string): { read: "var" | "row"; item: Node }[] {
  const rows = repeatAround(desk, id);
  const inner = rows ? level(desk, rows) : [];
  const outer = listOf(desk.doc, "pages").flatMap((page) => level(desk, page));
  return [...inner.map((item) => ({ read: "row" as const, item })), ...outer.map((item) => ({ read: "var" as const, item }))].filter(({ item }) => item["id"] !== id);
}

function level(desk: Desk, node: Node): Node[] {
  return listOf(node, "items").flatMap((item) => {
    const type = desk.types.get(String(item["type"]));
    if (type?.has_items && !type.holds_value) return level(desk, item);
    return type?.rule_type ? [item] : [];
  });
}

function repeatAround(desk: Desk, id: string): Node | null {
  for (let node = parentOf(desk.doc, id); node && node !== desk.doc; node = parentOf(desk.doc, String(node["id"]))) {
    const type = desk.types.get(String(node["type"]));
    if (type?.has_items && type.holds_value) return node;
  }
  return null;
}

export function typeOf(desk: Desk, key: string): string {
  for (const { item } of items(desk.doc)) if (item["key"] === key) return desk.types.get(String(item["type"]))?.rule_type ?? "text";
  return "text";
}

export function comparisons(type: string): string[] {
  const more = ["empty", "answered"];
  if (type === "boolean") return ["==", "!=", ...more];
  if (type === "codes") return ["contains", ...more];
  if (["rows", "files"].includes(type)) return more;
  return type === "text" ? ["==", "!=", "contains", ...more] : [...ORDERED, ...more];
}

/** The tree as conditions, or null where it is more than that. */
export function fromTree(tree: Json | undefined): Group | null {
  if (tree === undefined || tree === null || tree === true) return { sort: "group", all: true, parts: [] };
  const found = part(tree);
  if (!found) return null;
  return found.sort === "group" ? found : { sort: "group", all: true, parts: [found] };
}

function part(tree: Json): Condition | Group | null {
  const [op, args] = operator(tree);
  if (op === "and" || op === "or") {
    const parts = args.map(part);
    return parts.every((one) => one !== null) ? { sort: "group", all: op === "and", parts: parts as (Condition | Group)[] } : null;
  }
  if (op === "not") {
    const inner = part(args[0] ?? null);
    return inner?.sort === "condition" && inner.op === "empty" ? { ...inner, op: "answered" } : null;
  }
  const name = reads(args[0]);
  if (!name || !(op === "empty" || op === "contains" || ORDERED.includes(op))) return null;
  const value = args[1] ?? null;
  return (op === "empty" ? args.length === 1 : args.length === 2 && (value === null || typeof value !== "object")) ? { sort: "condition", ...name, op, value } : null;
}

function operator(tree: Json): [string, Json[]] {
  if (tree === null || typeof tree !== "object" || Array.isArray(tree)) return ["", []];
  const [entry, ...more] = Object.entries(tree);
  if (!entry || more.length) return ["", []];
  return [entry[0], Array.isArray(entry[1]) ? entry[1] : [entry[1]]];
}

function reads(tree: Json | undefined): { read: "var" | "row"; key: string } | null {
  const [op, args] = operator(tree ?? null);
  return (op === "var" || op === "row") && args.length === 1 && typeof args[0] === "string" ? { read: op, key: args[0] } : null;
}

/** The tree of the conditions; null when there is none. */
export function toTree(group: Group): Json {
  const parts = group.parts.map((one) => (one.sort === "group" ? toTree(one) : single(one))).filter((one) => one !== null);
  if (!parts.length) return null;
  return parts.length === 1 ? parts[0]! : { [group.all ? "and" : "or"]: parts };
}

function single({ read, key, op, value }: Condition): Json {
  const name = { [read]: key };
  if (op === "empty") return { empty: [name] };
  if (op === "answered") return { not: [{ empty: [name] }] };
  return { [op]: [name, value] };
}

/** What was typed, as the literal that a rule of this type takes. */
export function literal(type: string, typed: string): Json {
  if (type === "boolean") return typed === "true";
  return type === "integer" && /^-?\d{1,15}$/.test(typed.trim()) ? Number(typed) : typed.trim();
}
