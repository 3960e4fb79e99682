// Reads {program, today, now, cases: [answers, …]} for each form, one a line; writes the browser's judgements.

import { readFileSync } from "node:fs";
import { judge } from "../../../frontend/src/fill/judging";

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { program, today, now, cases, fresh } = JSON.parse(line);
  const run = judge(program, { today, now, language: "en" });
  const found = cases.map((answers: Record<string, unknown>) => {
    const judged = run(answers, fresh);
    return {
      visible: [...judged.visible].sort(),
      required: [...judged.required].filter(([, must]) => must).map(([path]) => path).sort(),
      recommended: [...judged.recommended].filter(([, should]) => should).map(([path]) => path).sort(),
      offered: Object.fromEntries([...judged.offered].map(([path, keys]) => [path, [...keys].sort()])),
      begun: Object.fromEntries(judged.begun),
      calculated: Object.fromEntries(judged.calculated),
      problems: judged.problems.map(([path]) => path).sort(),
      scores: Object.fromEntries([...judged.scores].map(([key, one]) => [key, [one.value, one.band?.[0] ?? null, one.alerts]])),
    };
  });
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
