// Ids and keys: ids are made once and never change, keys are made of labels and are unique where they stand.
import { items, type Json, listOf, type Node } from "./model";

const LONGEST = 50;

export function newId(prefix = "f"): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `${prefix}-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** A key made of a label in English; of `fallback` where nothing of it can stand in a key. */
export function keyFrom(label: string, fallback: string, taken: ReadonlySet<string>): string {
  const made = label.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "_").replace(/^[_0-9]+|_+$/g, "").slice(0, LONGEST);
  return unique(made.replace(/_+$/, "") || fallback, taken);
}

export function unique(key: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key)) return key;
  for (let number = 2; ; number++) if (!taken.has(`${key}_${number}`)) return `${key}_${number}`;
}

const RESERVED = ["id", "scores", "unit", "ngo", "submitted", "by", "parent", "process", "subject", "version", "row"];

/** The keys in use anywhere in the form, and those that are reserved; without that of `except`. */
export function keysTaken(doc: Node, except = ""): Set<string> {
  const taken = new Set(RESERVED);
  for (const page of listOf(doc, "pages")) if (page["id"] !== except) taken.add(String(page["key"]));
  for (const { item } of items(doc)) if (item["id"] !== except) taken.add(String(item["key"]));
  for (const score of listOf(doc, "scores")) if (score["id"] !== except) taken.add(String(score["key"]));
  return taken;
}

/** A copy of a part with ids of its own at every depth, and keys that are free in the form. */
export function renewed(node: Node, taken: Set<string>): Node {
  const found: Record<string, Json> = {};
  for (const [name, value] of Object.entries(node)) {
    found[name] = Array.isArray(value) ? value.map((one) => (isPart(one) ? renewedPart(one, name, taken) : one)) : value;
  }
  if ("id" in found) found["id"] = newId();
  return found;
}

function renewedPart(part: Node, list: string, taken: Set<string>): Node {
  const fresh = renewed(part, taken);
  return list === "items" ? freeKey(fresh, taken) : fresh;
}

/** The item under a key that nobody has yet. */
export function freeKey(item: Node, taken: Set<string>): Node {
  const key = unique(String(item["key"] ?? "field"), taken);
  taken.add(key);
  return { ...item, key };
}

function isPart(value: Json): value is Node {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Properties whose texts are keys of fields, or of scores. */
const NAMES = ["of", "on", "at", "summary", "choices_by", "reversed", "each", "sort", "part_of"];

/** Every rule, score, summary and sentence that reads `key`, rewritten to read `next`: as changes of properties, by part. */
export function rereading(doc: Node, key: string, next: string): { id: string; name: string; value: Json }[] {
  const found: { id: string; name: string; value: Json }[] = [];
  const look = (node: Node, id: string): void => {
    for (const [name, value] of Object.entries(node)) {
      if (["pages", "items", "choices"].includes(name) || (id === "" && ["checks", "scores", "narratives"].includes(name))) continue;
      const changed = reread(name === "weights" ? rekeyed(value, key, next) : value, key, next, NAMES.includes(name));
      if (JSON.stringify(changed) !== JSON.stringify(value)) found.push({ id, name, value: changed });
    }
  };
  look(doc, "");
  for (const page of listOf(doc, "pages")) look(page, String(page["id"]));
  for (const { item } of items(doc)) look(item, String(item["id"]));
  for (const list of ["checks", "scores", "narratives"] as const) for (const one of listOf(doc, list)) look(one, String(one["id"]));
  return found;
}

function reread(value: Json, key: string, next: string, names: boolean): Json {
  if (typeof value === "string") return names ? renamed(value, key, next) : value;
  if (Array.isArray(value)) return value.map((one) => reread(one, key, next, names));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inPlace(name, inner, key, next, names)]));
}

function inPlace(name: string, inner: Json, key: string, next: string, names: boolean): Json {
  if (typeof inner !== "string") return name === "say" ? said(inner, key, next) : reread(inner, key, next, names || NAMES.includes(name));
  if (name === "say") return said(inner, key, next);
  if (name === "var" || name === "row") return inner.startsWith("scores.") ? `scores.${renamed(inner.slice(7), key, next)}` : renamed(inner, key, next);
  return reread(inner, key, next, names || NAMES.includes(name));
}

/** A name, or the beginning of one: `feelings.calm` is a part of `feelings`. */
function renamed(name: string, key: string, next: string): string {
  return name === key ? next : name.startsWith(`${key}.`) ? next + name.slice(key.length) : name;
}

/** The places in the sentences of a summary: {field}, {scores.key.band}. */
function said(text: Json, key: string, next: string): Json {
  if (typeof text === "string") return text.replace(/\{(scores\.)?([a-z][a-z0-9_.]*)\}/g, (_whole, of: string | undefined, name: string) => `{${of ?? ""}${renamed(name, key, next)}}`);
  return text && typeof text === "object" && !Array.isArray(text) ? Object.fromEntries(Object.entries(text).map(([language, words]) => [language, said(words as Json, key, next)])) : text;
}

function rekeyed(value: Json, key: string, next: string): Json {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, weight]) => [renamed(name, key, next), weight]));
}

/** The parts whose rules, scores or checks read `key`. */
export function readersOf(doc: Node, key: string): string[] {
  return [...new Set(rereading(doc, key, `${key}__`).map((one) => one.id))];
}

