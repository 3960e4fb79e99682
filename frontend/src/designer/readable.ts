// Everything in a form that somebody may read: which part, where in it, what the words are.
import { items, type Json, LISTS, listOf, type Node } from "./model";
import type { Path } from "./within";

/** One text: the part that holds it ("" is the form), and the way to it inside the part. */
export interface Readable { id: string; path: Path; text: Json }

/** Properties that are words for people, wherever they stand. `true` beside an option ("other") is no words of its own. */
const WORDS = new Set([
  "title", "note", "licence_note", "source", "licence", "label", "hint", "row_label", "unit", "low", "high", "yes", "no", "other", "none",
  "statement", "agree", "allowed_by", "purpose", "pattern_message", "message", "say", "text",
]);

/** Every text, in the order of the form: its own, page by page, then checks, scores and summaries. */
export function readable(doc: Node): Readable[] {
  const parts: Node[] = listOf(doc, "pages").flatMap((page) => [page, ...inside(page)]);
  for (const list of ["checks", "scores", "narratives"] as const) parts.push(...listOf(doc, list));
  return [...of(doc, ""), ...purposes(doc), ...parts.flatMap((part) => of(part, String(part["id"])))];
}

/** The items of a page, each before the checks of its rows. */
function inside(page: Node): Node[] {
  return [...items(page)].flatMap(({ item }) => [item, ...listOf(item, "checks")]);
}

function of(node: Node, id: string): Readable[] {
  const named = ({ path, text }: Omit<Readable, "id">): boolean => path[0] === "purpose" && typeof text === "string";
  return look(node, []).filter((one) => !named(one)).map((one) => ({ id, ...one }));
}

function purposes(doc: Node): Readable[] {
  return Object.entries((doc["purposes"] ?? {}) as Record<string, Json>).map(([name, text]) => ({ id: "", path: ["purposes", name], text }));
}

function look(value: Json, path: Path): Omit<Readable, "id">[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = [...path, Array.isArray(value) ? Number(name) : name];
    if (path.length === 0 && ((LISTS as readonly string[]).includes(name) || name === "purposes" || name === "summary")) return [];
    if (WORDS.has(name) && isText(inner)) return [{ path: here, text: inner }];
    return isRule(name) ? [] : look(inner, here);
  });
}

const isRule = (name: string): boolean => /_when$|^(when|assert|calculate|default_from|default)$/.test(name);

function isText(value: Json): boolean {
  if (typeof value === "string") return true;
  return value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).every((name) => name === "en" || name === "zh-Hant");
}
