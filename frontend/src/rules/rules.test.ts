// The shared cases (tests/rules/cases.json, normalised by the Python compiler), and what only the browser must withstand.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compile, evaluate } from ".";

declare const __SOURCE__: string;
const book = JSON.parse(readFileSync(join(__SOURCE__, "../../tests/rules/cases.normalised.json"), "utf8"));
const { today, now, tables, cases } = book;

const sorted = (value: object): string => JSON.stringify(Object.entries(value).sort());
const lookup = (table: string, inputs: Record<string, unknown>, output: string): unknown => {
  const found = tables[table].answers.find(([when]: [object]) => sorted(when) === sorted(inputs));
  return found ? found[1][output] : null;
};

for (const { name, rule, values, rows, expect } of cases) {
  test(name, () => assert.deepEqual(evaluate(rule, { values, rows, today, now, lookup }), expect));
}

test("there are as many cases as the language promises", () => assert.ok(cases.length >= 120));

test("an unknown operator throws when the rule is compiled", () => {
  assert.throws(() => compile({ type: "boolean", rule: ["eval", "1"] }), /no operator eval/);
});

test("names of Object.prototype are no operators", () => {
  assert.throws(() => compile({ type: "boolean", rule: ["constructor", "1"] }), /no operator/);
});

test("a rule nested without end throws when it is compiled", () => {
  let rule: unknown = true;
  for (let i = 0; i < 1000; i++) rule = ["not", rule];
  assert.throws(() => compile({ type: "boolean", rule }), /too deep/);
});

test("a rule that reads today needs it", () => {
  assert.throws(() => evaluate({ type: "date", rule: ["today"] }, { values: {} }), /today/);
});

test("a compiled rule may run many times", () => {
  const run = compile({ type: "integer", rule: ["+", ["var", "i", "integer"], ["n", "1"]] });
  assert.deepEqual([run({ values: { i: 1 } }), run({ values: { i: 2 } })], [2, 3]);
});

test("what is half typed is missing", () => {
  const rule = { type: "money", rule: ["var", "m", "money"] };
  for (const typed of ["-", "1.", ".5", "1,000", " 5", "５", "NaN", {}, [], true, 1.5]) {
    assert.equal(evaluate(rule, { values: { m: typed } }), null, String(typed));
  }
});
