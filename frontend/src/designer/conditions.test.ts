import assert from "node:assert/strict";
import { test } from "node:test";
import { type Condition, daysFromToday, drawable, edited, fromToday, fromTree, type Group, type Part, toTree } from "./conditions";
import type { Json } from "./model";

/** As if somebody had touched every part: nothing is written as authored. */
function touched(part: Part): Part {
  if (part.sort === "other") return part;
  if (part.sort === "group") return edited(part, { parts: part.parts.map(touched) });
  return part.sort === "rows" ? edited(part, { inner: touched(part.inner) as Group }) : edited(part, {});
}

const DRAWN: Json[] = [
  { "==": [{ var: "kind" }, "goods"] },
  { not: [{ empty: [{ var: "name" }] }] },
  { contains: [{ var: "tags" }, "x"] },
  { not: [{ contains: [{ var: "tags" }, "x"] }] },
  { in: [{ var: "harm" }, ["medical", "serious"]] },
  { not: [{ in: [{ var: "harm" }, ["medical"]] }] },
  { and: [{ ">": [{ var: "total" }, "5000"] }, { or: [{ "==": [{ row: "urgent" }, true] }, { empty: [{ var: "name" }] }] }] },
  { and: [{ empty: [{ var: "a" }] }, { or: [{ empty: [{ var: "b" }] }] }] },
  { not: [{ or: [{ empty: [{ var: "a" }] }, { empty: [{ var: "b" }] }] }] },
  { "<": [{ var: "from" }, { var: "to" }] },
  { "<=": [{ var: "born" }, { today: [] }] },
  { ">=": [{ var: "seen" }, { add_days: [{ today: [] }, -30] }] },
  { ">=": [{ age: [{ var: "born" }] }, 18] },
  { ">": [{ sum: [{ var: "lines" }, { row: "amount" }] }, "5"] },
  { ">": [{ count: [{ var: "tags" }] }, 2] },
  { some: [{ var: "lines" }, { "==": [{ row: "kind" }, "goods"] }] },
  { all: [{ var: "lines" }, { and: [{ ">": [{ row: "amount" }, 0] }, { not: [{ empty: [{ row: "name" }] }] }] }] },
  { not: [{ some: [{ var: "lines" }, { empty: [{ row: "name" }] }] }] },
  { ">=": [{ count: [{ var: "lines" }, { "==": [{ row: "kind" }, "goods"] }] }, 2] },
  { or: [{ "==": [{ option: "parent" }, { var: "district" }] }, { "==": [{ option: "key" }, "other"] }] },
  { ">=": [{ var: "scores.mood" }, 10] },
];
for (const tree of DRAWN) {
  test(`drawn and written again: ${JSON.stringify(tree)}`, () => {
    const found = fromTree(tree);
    assert.equal(drawable(tree), true);
    assert.deepEqual(toTree(touched(found) as Group), tree);
  });
}

const AUTHORED: Json[] = [
  { not: { empty: { var: "name" } } }, { and: [{ var: "urgent" }, { not: [{ var: "done" }] }] }, { "==": [{ "+": [{ var: "a" }, 1] }, 3] },
  { and: [{ lookup: ["t", { x: { var: "a" } }, "y"] }, { empty: { var: "b" } }] }, { "<": [{ row: "day", up: 1 }, { today: [] }] }, false,
];
for (const tree of AUTHORED) test(`untouched it stays as authored: ${JSON.stringify(tree)}`, () => assert.equal(JSON.stringify(toTree(fromTree(tree))), JSON.stringify(tree)));

test("what nobody touches stays byte for byte beside what is changed", () => {
  const strange = { lookup: ["t", { x: { var: "a" } }, "y"] };
  const group = fromTree({ and: [strange, { empty: { var: "b" } }, { "==": [{ var: "c" }, "1"] }] });
  const [first, second, third] = group.parts;
  const next = edited(group, { parts: [first!, second!, edited(third as Condition, { op: "!=" })] });
  assert.equal(JSON.stringify(toTree(next)), JSON.stringify({ and: [strange, { empty: { var: "b" } }, { "!=": [{ var: "c" }, "1"] }] }));
});

test("a rule of which nothing can be picked is not drawn", () => {
  for (const tree of [{ "==": [{ "+": [{ var: "a" }, 1] }, 3] }, { matches: [{ var: "a" }, "x+"] }] as Json[]) assert.equal(drawable(tree), false);
});

test("a new group keeps its one condition apart", () => {
  const inner: Group = { sort: "group", how: "or", parts: [fromTree({ empty: [{ var: "b" }] }).parts[0]!] };
  const group = fromTree({ empty: [{ var: "a" }] });
  assert.deepEqual(toTree(edited(group, { parts: [...group.parts, inner] })), { and: [{ empty: [{ var: "a" }] }, { or: [{ empty: [{ var: "b" }] }] }] });
});

test("nothing is left of a rule whose conditions are gone", () => {
  assert.equal(toTree(edited(fromTree({ empty: [{ var: "a" }] }), { parts: [] })), null);
});

test("days are counted from today", () => {
  for (const days of [-30, 0, 7]) assert.equal(daysFromToday(fromToday(days)), days);
  assert.equal(daysFromToday({ add_days: [{ var: "a" }, 3] }), null);
});
