import type { Desk } from "../desk";
import { h } from "../dom";
import type { Control } from "../given";
import type { Json, Node } from "../model";

/** One control of the properties panel: which part, which of its properties. */
export interface Setting { desk: Desk; node: Node; id: string; control: Control }
export type Draw = (setting: Setting) => HTMLElement;

export function valueOf({ node, control }: Setting): Json | undefined { return node[control.name]; }

/** Sets the property as typed: letters that follow one another are one step of the history. */
export function put({ desk, id, control }: Setting, value: Json, typed = false): void {
  desk.run({ do: "set", id, name: control.name, value }, typed ? "typed" : "changed", typed ? `${id} ${control.name}` : "");
}

export function labelled(setting: Setting, input: HTMLElement, label = setting.control.label): HTMLElement {
  const id = `p-${setting.control.name}`;
  input.id ||= id;
  input.dataset["k"] ??= input.id;
  const help = setting.control.help;
  if (help) input.setAttribute("aria-describedby", `${input.id}-help`);
  return h("div", { class: "prop" }, h("label", { for: input.id }, label), help && h("p", { class: "prop__help", id: `${input.id}-help` }, help), input);
}
