// A form as the designer holds it: plain JSON, never changed in place, its parts found by their ids.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Node = { readonly [name: string]: Json };

/** The lists in which parts with an id stand. The id of the form itself is "". */
export const LISTS = ["pages", "items", "checks", "scores", "narratives"] as const;
export type List = (typeof LISTS)[number];

/** Where a part stands: in which list of which part, after which sibling (null: first). */
export interface Place { readonly into: string; readonly list: List; readonly after: string | null }

type Step = readonly [List, number];

/** The steps from the form to the part `id`; null when there is none. */
export function pathTo(doc: Node, id: string): Step[] | null {
  if (id === "") return [];
  for (const list of LISTS) {
    const nodes = listOf(doc, list);
    for (let index = 0; index < nodes.length; index++) {
      const rest = nodes[index]!["id"] === id ? [] : pathTo(nodes[index]!, id);
      if (rest) return [[list, index], ...rest];
    }
  }
  return null;
}

export function listOf(node: Node, list: List): readonly Node[] {
  const found = node[list];
  return Array.isArray(found) ? (found as unknown as Node[]).filter((one) => one !== null && typeof one === "object") : [];
}

export function find(doc: Node, id: string): Node | null {
  const path = pathTo(doc, id);
  return path && path.reduce<Node>((node, [list, index]) => listOf(node, list)[index]!, doc);
}

/** The part that holds `id`. */
export function parentOf(doc: Node, id: string): Node | null {
  const path = pathTo(doc, id);
  return path && path.length ? path.slice(0, -1).reduce<Node>((node, [list, index]) => listOf(node, list)[index]!, doc) : null;
}

export function placeOf(doc: Node, id: string): Place | null {
  const path = pathTo(doc, id);
  const parent = parentOf(doc, id);
  if (!path || !parent) return null;
  const [list, index] = path.at(-1)!;
  return { into: idOf(parent, doc), list, after: index ? (listOf(parent, list)[index - 1]!["id"] as string) : null };
}

export function idOf(node: Node, doc: Node): string {
  return node === doc ? "" : String(node["id"]);
}

/** The form with the part `id` put in place of what stood there. */
export function withPart(doc: Node, id: string, change: (node: Node) => Node): Node | null {
  const path = pathTo(doc, id);
  return path && changed(doc, path, change);
}

function changed(node: Node, path: readonly Step[], change: (node: Node) => Node): Node {
  const [step, ...rest] = path;
  if (!step) return change(node);
  const [list, index] = step;
  const nodes = listOf(node, list).map((one, at) => (at === index ? changed(one, rest, change) : one));
  return { ...node, [list]: nodes };
}

/** Every item of the form at any depth, in order, with how deep it stands. */
export function* items(node: Node, depth = 0): Generator<{ item: Node; depth: number }> {
  for (const page of listOf(node, "pages")) yield* items(page, depth);
  for (const item of listOf(node, "items")) {
    yield { item, depth };
    yield* items(item, depth + 1);
  }
}

/** The page on which the part stands, if it stands on one. */
export function pageOf(doc: Node, id: string): Node | null {
  const step = pathTo(doc, id)?.[0];
  return step && step[0] === "pages" ? listOf(doc, "pages")[step[1]]! : null;
}

/** The JSON Pointer of a part, and back: the part at a pointer, its property, and the way on from the part. */
export function pointerOf(doc: Node, id: string): string {
  return (pathTo(doc, id) ?? []).map(([list, index]) => `/${list}/${index}`).join("");
}

export function partAt(doc: Node, pointer: string): { id: string; name: string; path: string } {
  let node: Node = doc;
  const parts = pointer.split("/").slice(1);
  while (parts.length >= 2 && (LISTS as readonly string[]).includes(parts[0]!)) {
    const next = listOf(node, parts[0] as List)[Number(parts[1])];
    if (!next) break;
    node = next;
    parts.splice(0, 2);
  }
  return { id: idOf(node, doc), name: parts[0] ?? "", path: parts.join("/") };
}

export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && same((a as any)[name], (b as any)[name]));
}
