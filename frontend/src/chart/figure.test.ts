import assert from "node:assert/strict";
import test from "node:test";
import { coloured } from "./figure";

const palette = { getPropertyValue: (name: string) => ` ${name}!` };

test("a figure takes the colours of the page", () => {
  const [, layout] = coloured({ data: [] }, palette);
  assert.equal((layout["colorway"] as string[])[0], "--chart-1!");
  assert.equal((layout["font"] as { color: string }).color, "--ink-2!");
});

test("what the figure itself says wins, but a template of colours does not", () => {
  const [, layout] = coloured({ data: [], layout: { barmode: "stack", bargap: 0.1, template: {}, yaxis: { tickprefix: "HK$" } } }, palette);
  assert.equal(layout["barmode"], "stack");
  assert.equal(layout["bargap"], 0.1);
  assert.equal("template" in layout, false);
  assert.deepEqual((layout["yaxis"] as { tickprefix: string; showgrid: boolean }).tickprefix, "HK$");
});

test("every axis is styled, a second one too; only upright axes draw a grid", () => {
  const [, layout] = coloured({ data: [], layout: { yaxis2: { side: "right" } } }, palette);
  assert.equal((layout["yaxis2"] as { gridcolor: string }).gridcolor, "--line!");
  assert.equal((layout["xaxis"] as { showgrid: boolean }).showgrid, false);
});
