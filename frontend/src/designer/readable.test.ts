import assert from "node:assert/strict";
import { test } from "node:test";
import type { Node } from "./model";
import { readable } from "./readable";

const FORM = {
  title: { en: "Intake" }, purposes: { follow_up: { en: "To follow up" } }, summary: { title: "mood" },
  pages: [{ id: "p", title: "Page", items: [
    { id: "m", key: "mood", type: "matrix", label: "Mood", purpose: "follow_up", rows: [{ key: "calm", label: { en: "Calm" } }], choices: [{ key: "a", label: "Often" }], visible_when: { "==": [{ var: "text" }, "x"] } },
    { id: "c", key: "agreed", type: "consent", label: "Consent", statement: { en: "I agree" }, purpose: { en: "Service" } },
    { id: "s", key: "ache", type: "scale", label: "Ache", low: { en: "None" }, high: "Worst" },
    { id: "w", key: "which", type: "choice", label: "Which", choices: "districts", other: true, none: { en: "None of these" } },
    { id: "r", key: "people", type: "repeat", label: "People", row_label: "Person", items: [{ id: "n", key: "name", type: "text", label: "Name" }],
      checks: [{ id: "k", assert: { "!=": [{ row: "name" }, ""] }, at: "name", message: { en: "Write the name" } }] },
  ] }],
  checks: [{ id: "f", assert: true, message: "Whole" }],
  scores: [{ id: "t", label: "Total", of: ["mood.calm"], bands: [{ key: "low", label: "Low", text: { en: "All well" } }], alerts: [{ when: { ">": [{ var: "scores.t" }, 1] }, role: "x", message: "Look" }], change: { source: "A paper" } }],
  narratives: [{ id: "u", title: "Summary", parts: [{ say: "{mood}", when: true }, { of: ["mood"], title: "List", say: "{label}" }] }],
} as unknown as Node;

test("whatever somebody may read is listed once, with the way to it", () => {
  assert.deepEqual(readable(FORM).map(({ id, path }) => `${id} ${path.join("/")}`), [
    " title", " purposes/follow_up", "p title", "m label", "m rows/0/label", "m choices/0/label", "c label", "c statement", "c purpose",
    "s label", "s low", "s high", "w label", "w none", "r label", "r row_label", "k message", "n label", "f message",
    "t label", "t bands/0/label", "t bands/0/text", "t alerts/0/message", "t change/source", "u title", "u parts/0/say", "u parts/1/title", "u parts/1/say",
  ]);
});
