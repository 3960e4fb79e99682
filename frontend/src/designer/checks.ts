// A check as one edits it: what must be true, what is said when it is not, whether it stops or only warns and asks why.
import { CONTROLS } from "./controls";
import type { Desk } from "./desk";
import { h } from "./dom";
import type { Control } from "./given";
import type { Node } from "./model";

export function checkEditor(desk: Desk, node: Node): (HTMLElement | false)[] {
  const draw = (one: Omit<Control, "help"> & { help?: string }): HTMLElement => CONTROLS[one.kind]!({ desk, node, id: String(node["id"]), control: { help: "", ...one } });
  return [
    draw({ name: "assert", kind: "rule", label: desk.word("must_hold"), help: desk.word("must_hold_help") }),
    draw({ name: "message", kind: "words", label: desk.word("message"), help: desk.word("message_help") }),
    draw({ name: "at", kind: "field", label: desk.word("shown_at") }),
    severity(desk, node),
    (node["severity"] === "warning" || node["ask_reason"] !== undefined) && draw({ name: "ask_reason", kind: "switch", label: desk.word("ask_reason"), help: desk.word("ask_reason_help") }),
  ];
}

/** Stops or warns. Only a warning may ask for a reason, so the question goes when the check stops. */
function severity(desk: Desk, node: Node): HTMLElement {
  const id = String(node["id"]);
  const stops = (): void => { desk.run({ do: "many", commands: [{ do: "set", id, name: "severity", value: null }, { do: "set", id, name: "ask_reason", value: null }] }); };
  const choose = (value: "error" | "warning", word: string): HTMLElement => {
    const radio = h("input", { type: "radio", name: "p-severity", "data-k": `p-severity-${value}`, onchange: () => { if (value === "error") stops(); else desk.run({ do: "set", id, name: "severity", value }); } });
    radio.checked = (node["severity"] ?? "error") === value;
    return h("label", { class: "tick" }, radio, desk.word(word));
  };
  return h("fieldset", { class: "prop", "data-at": "severity" }, h("legend", {}, desk.word("severity")), choose("error", "error"), choose("warning", "warning"));
}
