import assert from "node:assert/strict";
import { test } from "node:test";
import type { Node } from "./model";
import { rereading } from "./naming";
import { at, put } from "./within";

const SCORE = { id: "s", bands: [{ key: "a", from: 0, strange: { x: 1 } }, { key: "b", from: 5 }], change: { better: "lower" } } as unknown as Node;

test("a value inside is exchanged, and what stands beside it stays", () => {
  const next = put(SCORE, ["bands", 0, "from"], 1);
  assert.deepEqual(next, { ...SCORE, bands: [{ key: "a", from: 1, strange: { x: 1 } }, { key: "b", from: 5 }] });
  assert.deepEqual(at(next, ["bands", 1]), { key: "b", from: 5 });
  assert.equal(at(next, ["bands", 4, "from"]), undefined);
});

test("what is taken away takes with it the object that nothing is left of", () => {
  assert.deepEqual(put(SCORE, ["change", "better"], null), { id: "s", bands: SCORE["bands"] });
  assert.deepEqual(put(SCORE, ["bands", 1], null)["bands"], [(SCORE["bands"] as unknown as Node[])[0]]);
  assert.deepEqual(put({ id: "s" }, ["change", "sd"], "1.5"), { id: "s", change: { sd: "1.5" } });
});

const FORM = {
  pages: [{ id: "p", key: "p", items: [{ id: "a", key: "mood", type: "scale" }, { id: "m", key: "feel", type: "matrix", rows: [{ id: "r", key: "calm" }] }, { id: "c", key: "area", choices_by: "mood", type: "choice" },
    { id: "l", key: "lines", type: "repeat", items: [], checks: [{ id: "k", at: "mood", assert: true }] }] }],
  scores: [{ id: "s", key: "total", of: ["mood", "feel.calm"], weights: { mood: 2, "feel.calm": 1 }, reversed: ["mood"], alerts: [{ id: "x", when: { ">=": [{ var: "scores.total" }, 3] } }] }],
  narratives: [{ id: "n", parts: [{ say: { en: "{mood} {feel.calm} {scores.total.band}", "zh-Hant": "{mood}" }, of: ["mood"] }] }],
} as unknown as Node;

test("a new key is followed by weights, reversals, dependent choices, checks of rows and sentences", () => {
  const found = Object.fromEntries(rereading(FORM, "mood", "spirit").map(({ id, name, value }) => [`${id} ${name}`, value]));
  assert.deepEqual(found["s weights"], { spirit: 2, "feel.calm": 1 });
  assert.deepEqual(found["s reversed"], ["spirit"]);
  assert.equal(found["c choices_by"], "spirit");
  assert.deepEqual(found["l checks"], [{ id: "k", at: "spirit", assert: true }]);
  assert.deepEqual(found["n parts"], [{ say: { en: "{spirit} {feel.calm} {scores.total.band}", "zh-Hant": "{spirit}" }, of: ["spirit"] }]);
});

test("a matrix and a score may get another key too", () => {
  const matrix = Object.fromEntries(rereading(FORM, "feel", "felt").map(({ name, value }) => [name, value]));
  assert.deepEqual(matrix["weights"], { mood: 2, "felt.calm": 1 });
  const score = Object.fromEntries(rereading(FORM, "total", "sum").map(({ name, value }) => [name, value])) as any;
  assert.deepEqual(score["alerts"][0].when, { ">=": [{ var: "scores.sum" }, 3] });
  assert.equal(score["parts"][0].say.en, "{mood} {feel.calm} {scores.sum.band}");
});
