import type { Desk } from "../desk";
import { h } from "../dom";
import type { Control } from "../given";
import type { Json, Node } from "../model";
import { at, type Path, put as putAt } from "../within";

/** One control of the properties panel: which part, which of its properties, and where inside that property. */
export interface Setting { desk: Desk; node: Node; id: string; control: Control; path?: Path }
export type Draw = (setting: Setting) => HTMLElement;

export function pathOf({ path, control }: Setting): Path { return path ?? [control.name]; }
/** The control's name on the page, unique in the panel. */
export function nameOf(setting: Setting): string { return pathOf(setting).join("-"); }
export function valueOf(setting: Setting): Json | undefined { return at(setting.node, pathOf(setting)); }
/** What stands there now: the panel is not drawn again while somebody types. */
export function nowOf(setting: Setting): Json | undefined { return at(setting.desk.part(setting.id) ?? {}, pathOf(setting)); }

/** Sets the property. Letters typed one after another are one step of the history; `typed` may name which of its languages. */
export function put(setting: Setting, value: Json, typed: boolean | string = false): void {
  const { desk, id } = setting;
  const path = pathOf(setting);
  const whole = putAt(desk.part(id) ?? {}, path, value)[path[0]!] ?? null;
  desk.run({ do: "set", id, name: String(path[0]), value: whole }, typed ? "typed" : "changed", typed ? `${id} ${nameOf(setting)} ${typed}` : "");
}

/** The setting of something inside this one. */
export function inside(setting: Setting, more: Path, control: Control): Setting {
  return { ...setting, control, path: [...pathOf(setting), ...more] };
}

/** Marks what problems under this property lead to. */
export function placed<E extends HTMLElement>(setting: Setting, element: E): E {
  element.dataset["at"] = pathOf(setting).join("/");
  return element;
}

export function labelled(setting: Setting, input: HTMLElement, label = setting.control.label): HTMLElement {
  const id = `p-${nameOf(setting)}`;
  input.id ||= id;
  input.dataset["k"] ??= input.id;
  const help = setting.control.help;
  if (help) input.setAttribute("aria-describedby", `${input.id}-help`);
  return placed(setting, h("div", { class: "prop" }, h("label", { for: input.id }, label), help && h("p", { class: "prop__help", id: `${input.id}-help` }, help), input));
}
