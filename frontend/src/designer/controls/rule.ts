import { drawable, fromTree } from "../conditions";
import { h } from "../dom";
import { writeFormula } from "../formula";
import { pointerOf } from "../model";
import { conditions } from "./conditions";
import { type Draw, nameOf, pathOf, placed, put, type Setting, valueOf } from "./control";
import { formula } from "./formula";
import { tree } from "./tree";

/** The rules that somebody wants to see as JSON. */
const raw = new Set<string>();

/** A rule: conditions that one picks, or a formula where something is calculated. It reads back as a sentence; JSON says the rest. */
export const rule: Draw = (setting) => {
  const { desk, id, control } = setting;
  const given = valueOf(setting);
  const name = `${id} ${nameOf(setting)}`;
  const said = desk.told.sentences[`${pointerOf(desk.doc, id)}/${pathOf(setting).join("/")}`];
  const can = reckons(setting) ? given === undefined || writeFormula(given) !== null : drawable(given);
  const asJson = raw.has(name) || !can;
  const other = (): void => { if (!raw.delete(name)) raw.add(name); desk.changed("changed"); };
  const button = (key: string, word: string, onclick: () => void): HTMLElement =>
    h("button", { type: "button", class: "button button--small button--quiet", "data-k": `${name} ${key}`, onclick }, desk.word(word));
  return placed(setting, h("fieldset", { class: given === undefined ? "prop rule rule--empty" : "prop rule" }, h("legend", {}, control.label),
    control.help && h("p", { class: "prop__help" }, control.help),
    said && given !== undefined ? h("p", { class: "rule__said", "data-said": control.name }, said) : false,
    !can && h("p", { class: "prop__help" }, desk.word("rule_complex")),
    asJson ? tree(setting) : reckons(setting) ? formula(setting) : conditions(setting, fromTree(given)),
    given !== undefined && h("div", { class: "row rule__acts" }, button("clear", "rule_clear", () => put(setting, null)), can && button("json", asJson ? "rule_visual" : "rule_json", other))));
};

/** Whether the rule yields a value instead of a yes or no. */
function reckons({ desk, node, control }: Setting): boolean {
  return ["calculate", "default_from"].includes(control.name) && desk.types.get(String(node["type"]))?.rule_type !== "boolean";
}
