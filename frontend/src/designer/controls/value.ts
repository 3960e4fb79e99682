import { h } from "../dom";
import type { Json } from "../model";
import { optionsOf } from "../subjects";
import { type Draw, labelled, placed, put, type Setting, valueOf } from "./control";
import { ticks } from "./plain";

const WHOLE = /^-?\d{1,15}$/;

/** A value as the field itself takes it: chosen where it offers options, otherwise as one writes it. What has another shape is shown as JSON. */
export const value: Draw = (setting) => {
  const { desk, node } = setting;
  const type = desk.types.get(String(node["type"]));
  const given = valueOf(setting);
  const plain = given === undefined || given === null || typeof given !== "object";
  const options = type?.rule_type === "boolean" ? [["true", desk.word("yes")], ["false", desk.word("no")]] as const : optionsOf(desk, node);
  if (type?.rule_type === "codes" && options.length && (plain || Array.isArray(given))) {
    return ticks({ ...setting, control: { ...setting.control, options: Object.fromEntries(options) } });
  }
  if (options.length && plain) return picked(setting, options);
  if (!plain) return written(setting, JSON.stringify(given), (typed) => JSON.parse(typed) as Json);
  return written(setting, String(given ?? ""), (typed) => (["integer", "decimal", "money"].includes(type?.rule_type ?? "") && WHOLE.test(typed) ? Number(typed) : typed));
};

function picked(setting: Setting, options: readonly (readonly [string, string])[]): HTMLElement {
  const read = (key: string): Json => (key === "true" || key === "false") && setting.desk.types.get(String(setting.node["type"]))?.rule_type === "boolean" ? key === "true" : key;
  const now = String(valueOf(setting) ?? "");
  const select = h("select", { onchange: () => put(setting, select.value === "" ? null : read(select.value)) }, h("option", { value: "" }, "–"), options.map(([key, label]) => h("option", { value: key }, label)));
  select.value = now;
  if (select.value !== now) select.append(h("option", { value: now, selected: true }, now));
  return labelled(setting, select);
}

function written(setting: Setting, text: string, read: (typed: string) => Json): HTMLElement {
  const wrong = h("p", { class: "field__error", role: "alert" });
  const input = h("input", { type: "text", value: text, onchange: () => {
    try {
      wrong.textContent = "";
      put(setting, input.value === "" ? null : read(input.value.trim()));
    } catch (error) {
      wrong.textContent = setting.desk.word("json_wrong", { why: (error as Error).message });
    }
  } });
  return placed(setting, h("div", {}, labelled(setting, input), wrong));
}
