// Which of the form's own fields each rule reads: what must be judged again when one of them changes.

import type { Check, Item, Program } from "./program";

export type Reads = ReadonlySet<string>;

/** What each of the program's rules reads, by its number. A name with points may be a field or a value within one. */
export const readsOf = (program: Program): Reads[] => program.rules.map(({ rule }) => new Set(names(rule)));

function* names(tree: unknown): Iterable<string> {
  if (!Array.isArray(tree)) return;
  if (tree[0] === "var") {
    const steps = String(tree[1]).split(".");
    for (let n = 1; n <= steps.length; n++) yield steps.slice(0, n).join(".");
  } else for (const part of tree) yield* names(part);
}

/** What decides whether an item shows, and its value; those of its rows too. */
export const earlyReads = (item: Item, reads: Reads[]): Reads => gathered(item, reads, (one) => [...(one.v ?? []), one.c, one.f, one.d]);

/** What decides whether it must be answered, may be changed, and what is wrong in its rows. */
export const lateReads = (item: Item, reads: Reads[]): Reads =>
  gathered(item, reads, (one) => [one.q, one.e, one.o, ...(one.s ?? []).map(([rule]: Check) => rule)]);

function gathered(item: Item, reads: Reads[], rules: (one: Item) => (number | undefined)[]): Reads {
  const own = rules(item).flatMap((rule) => (rule === undefined ? [] : [...reads[rule]!]));
  return new Set([...own, ...(item.i ?? []).flatMap((one) => [...gathered(one, reads, rules)])]);
}

/** Whether two sets have a name in common. */
export function meets(a: Reads, b: Reads): boolean {
  for (const name of a) if (b.has(name)) return true;
  return false;
}
