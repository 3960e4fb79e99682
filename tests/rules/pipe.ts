// Reads what is common to all rules, then one case a line; writes the evaluator's answer to each, one a line.

import { readFileSync } from "node:fs";
import { evaluate, lookupIn } from "../../frontend/src/rules";

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
const { today, now, tables } = JSON.parse(lines[0]!);

const lookup = (table: string, inputs: Record<string, unknown>, output: string): unknown => {
  const sorted = (value: object): string => JSON.stringify(Object.entries(value).sort());
  const found = tables[table].answers.find(([when]: [object]) => sorted(when) === sorted(inputs));
  return found ? found[1][output] : null;
};

const answers = lines.slice(1).map((line) => {
  const { rule, values, rows, table, inputs, output } = JSON.parse(line);
  if (table) return JSON.stringify(lookupIn({ table })("table", inputs, output));
  try {
    return JSON.stringify(evaluate(rule, { values, rows, today, now, lookup }));
  } catch (error) {
    return JSON.stringify({ thrown: String(error) });
  }
});
process.stdout.write(answers.join("\n") + "\n");
