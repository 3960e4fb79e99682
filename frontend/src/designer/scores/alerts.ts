// Who is told of a score when it is handed in, and of what.
import type { Setting } from "../controls/control";
import { h } from "../dom";
import { lines, within } from "../lines";
import type { Json } from "../model";
import { newId } from "../naming";

export function alertsEditor(setting: Setting): HTMLElement {
  const { desk, node } = setting;
  const reads = { var: `scores.${String(node["key"])}` };
  const roles = Object.fromEntries(desk.given.roles.map((one) => [one.key, one.title]));
  const highest = (node["bands"] as readonly Record<string, Json>[] | undefined)?.at(-1)?.["from"] ?? 10;
  return lines(setting, {
    title: "alert", add: "alert_add", help: desk.word("alerts_help"),
    fresh: () => ({ id: newId("alert"), when: { ">=": [reads, highest] }, role: desk.given.roles[0]?.key ?? "", message: "" }),
    draw: (line) => [
      within(line, ["role"], { kind: "pick", label: desk.word("role"), options: roles }),
      within(line, ["when"], { kind: "rule", label: desk.word("alert_when") }),
      h("div", {}, within(line, ["message"], { kind: "words", label: desk.word("message"), help: desk.word("alert_message_help") })),
    ],
  });
}
