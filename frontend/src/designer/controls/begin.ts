import { h } from "../dom";
import { type Json, pointerOf, same } from "../model";
import { sightOf } from "../subjects";
import { type Draw, nameOf, placed, put, type Setting, valueOf } from "./control";
import { formula } from "./formula";
import { rule } from "./rule";

const NUMBERS = ["integer", "decimal", "money"];
const reckoned = new Set<string>();

/** What an answer begins with: nothing, today, the answer to another question, or something calculated. */
export const begin: Draw = (setting) => {
  const { desk, id } = setting;
  const given = valueOf(setting);
  const offered = offers(setting);
  const found = offered.findIndex(([tree]) => given !== undefined && same(tree, given));
  const free = given !== undefined && found < 0;
  const input = h("select", { id: `p-${nameOf(setting)}`, "data-k": `p-${nameOf(setting)}`, onchange: () => {
    reckoned[input.value === "formula" ? "add" : "delete"](id);
    if (input.value === "formula") return desk.changed("changed");
    put(setting, input.value === "" ? null : offered[Number(input.value)]![0]);
  } }, h("option", { value: "" }, desk.word("begin_nothing")), offered.map(([, label], index) => h("option", { value: String(index) }, label)), h("option", { value: "formula" }, desk.word("begin_formula")));
  const writes = free || reckoned.has(id);
  input.value = writes ? "formula" : found < 0 ? "" : String(found);
  const said = desk.told.sentences[`${pointerOf(desk.doc, id)}/${setting.control.name}`];
  return placed(setting, h("div", { class: "prop" }, h("label", { for: input.id }, setting.control.label), setting.control.help && h("p", { class: "prop__help" }, setting.control.help), input,
    !writes && said && given !== undefined && h("p", { class: "rule__said" }, said), writes && (free ? rule({ ...setting, control: { ...setting.control, label: desk.word("rule_formula"), help: "" } }) : formula(setting))));
};

function offers(setting: Setting): [Json, string][] {
  const { desk, node } = setting;
  const type = desk.types.get(String(node["type"]))?.rule_type ?? "text";
  const alike = sightOf(setting).subjects.filter((one) => one.type === type || (NUMBERS.includes(one.type) && ["decimal", "money"].includes(type)));
  return [...(type === "date" ? [[{ today: [] }, desk.word("with_today")] as [Json, string]] : []),
    ...alike.map((one): [Json, string] => [one.tree, desk.word("begin_answer", { what: one.label })])];
}
