import { comparisons, type Condition, fieldsFor, fromTree, type Group, literal, toTree, typeOf } from "../conditions";
import { h } from "../dom";
import { NotAFormula, readFormula, writeFormula } from "../formula";
import { items, type Json, pointerOf } from "../model";
import { written } from "../texts";
import { type Draw, put, type Setting, valueOf } from "./control";

const raw = new Set<string>();

/** A rule: conditions that one picks, a formula where something is calculated, or the tree as JSON. It reads back as a sentence. */
export const rule: Draw = (setting) => {
  const { desk, id, control } = setting;
  const tree = valueOf(setting);
  const name = `${id} ${control.name}`;
  const sentence = desk.told.sentences[`${pointerOf(desk.doc, id)}/${control.name}`];
  const group = control.name === "calculate" || control.name === "default_from" ? null : fromTree(tree);
  const formula = group ? null : writeFormula(tree) ?? (tree === undefined ? "" : null);
  const asJson = raw.has(name) || (group === null && formula === null);
  return h("fieldset", { class: "prop rule" }, h("legend", {}, control.label),
    sentence && tree !== undefined ? h("p", { class: "rule__said", "data-said": control.name }, sentence) : false,
    asJson ? json(setting) : group ? conditions(setting, group) : formulaField(setting, formula ?? ""),
    (group !== null || formula !== null || tree !== undefined) && h("div", { class: "row rule__acts" },
      tree !== undefined && h("button", { type: "button", class: "button button--small button--quiet", "data-k": `${name} clear`, onclick: () => put(setting, null) }, desk.word("rule_clear")),
      (tree !== undefined || raw.has(name)) && (group !== null || formula !== null) && h("button", { type: "button", class: "button button--small button--quiet", "data-k": `${name} json`, onclick: () => {
        if (!raw.delete(name)) raw.add(name);
        desk.changed("changed");
      } }, desk.word(asJson ? "rule_visual" : "rule_json"))));
};

function json(setting: Setting): HTMLElement {
  const { desk, control } = setting;
  const wrong = h("p", { class: "field__error", role: "alert" });
  const area = h("textarea", { class: "source", rows: 5, spellcheck: "false", "aria-label": `${control.label}, JSON`, "data-k": `json ${control.name}`, onchange: () => {
    try {
      put(setting, area.value.trim() ? (JSON.parse(area.value) as Json) : null);
    } catch (error) {
      wrong.textContent = desk.word("json_wrong", { why: String((error as Error).message) });
    }
  } });
  area.value = valueOf(setting) === undefined ? "" : JSON.stringify(valueOf(setting), null, 1);
  return h("div", {}, wrong, area);
}

function formulaField(setting: Setting, text: string): HTMLElement {
  const { desk, id, control } = setting;
  const rows = new Set(fieldsFor(desk, id).filter((one) => one.read === "row").map((one) => String(one.item["key"])));
  const wrong = h("p", { class: "field__error", role: "alert" });
  const input = h("input", { type: "text", class: "source", value: text, spellcheck: "false", autocapitalize: "none", "aria-label": `${control.label}: ${desk.word("rule_formula")}`, "aria-describedby": `help-${control.name}`, "data-k": `formula ${control.name}`, onchange: () => {
    try {
      put(setting, input.value.trim() ? readFormula(input.value.trim(), rows) : null);
    } catch (error) {
      if (!(error instanceof NotAFormula)) throw error;
      wrong.textContent = desk.word("formula_wrong", { why: error.message });
    }
  } });
  return h("div", {}, wrong, input, h("p", { class: "prop__help", id: `help-${control.name}` }, desk.word("formula_help")));
}

function conditions(setting: Setting, group: Group): HTMLElement {
  const save = (next: Group, typed = false): void => put(setting, toTree(next), typed);
  return groupOf(setting, group, save, `${setting.id} ${setting.control.name}`);
}

function groupOf(setting: Setting, group: Group, save: (next: Group, typed?: boolean) => void, at: string): HTMLElement {
  const { desk } = setting;
  const replaced = (index: number, part: Condition | Group, typed = false): void => save({ ...group, parts: group.parts.map((one, here) => (here === index ? part : one)) }, typed);
  const without = (index: number): void => save({ ...group, parts: group.parts.filter((_one, here) => here !== index) });
  const how = h("select", { class: "rule__how", "aria-label": desk.word("rules"), "data-k": `${at} how`, onchange: () => save({ ...group, all: how.value === "and" }) },
    h("option", { value: "and" }, desk.word("rule_all")), h("option", { value: "or" }, desk.word("rule_any")));
  how.value = group.all ? "and" : "or";
  const fresh = (): Condition | null => {
    const first = fieldsFor(desk, setting.id)[0];
    if (!first) return null;
    const type = typeOf(desk, String(first.item["key"]));
    return { sort: "condition", read: first.read, key: String(first.item["key"]), op: comparisons(type)[0]!, value: starting(setting, String(first.item["key"]), type) };
  };
  const add = (part: Condition | Group | null): void => { if (part) save({ ...group, parts: [...group.parts, part] }); };
  return h("div", { class: "rule__group" },
    group.parts.length > 1 && how,
    group.parts.map((one, index) => one.sort === "group"
      ? groupOf(setting, one, (next, typed) => replaced(index, next, typed), `${at} ${index}`)
      : condition(setting, one, (next, typed) => replaced(index, next, typed), () => without(index), `${at} ${index}`)),
    h("div", { class: "row" },
      h("button", { type: "button", class: "button button--small button--quiet", "data-k": `${at} add`, onclick: () => add(fresh()) }, desk.word("rule_add")),
      group.parts.length > 0 && h("button", { type: "button", class: "button button--small button--quiet", "data-k": `${at} group`, onclick: () => { const one = fresh(); add(one && { sort: "group", all: !group.all, parts: [one, one] }); } }, desk.word("rule_group"))));
}

function starting(setting: Setting, key: string, type: string): Json {
  const option = optionsOf(setting, key)[0];
  return option ? option[0] : type === "boolean" ? true : type === "integer" ? 1 : ["decimal", "money"].includes(type) ? "1" : "";
}

function condition(setting: Setting, one: Condition, save: (next: Condition, typed?: boolean) => void, gone: () => void, at: string): HTMLElement {
  const { desk, id } = setting;
  const fields = fieldsFor(desk, id);
  const type = typeOf(desk, one.key);
  const field = h("select", { "aria-label": desk.word("field"), "data-k": `${at} field`, onchange: () => {
    const [read, key] = field.value.split(" ") as ["var" | "row", string];
    const next = typeOf(desk, key);
    save({ ...one, read, key, op: comparisons(next).includes(one.op) ? one.op : comparisons(next)[0]!, value: starting(setting, key, next) });
  } }, fields.map(({ read, item }) => h("option", { value: `${read} ${String(item["key"])}` }, desk.say(item["label"]) || String(item["key"]))));
  field.value = `${one.read} ${one.key}`;
  if (!field.value) field.prepend(h("option", { value: `${one.read} ${one.key}`, selected: true }, one.key));
  const op = h("select", { "aria-label": desk.word("operator"), "data-k": `${at} op`, onchange: () => save({ ...one, op: op.value }) },
    comparisons(type).map((name) => h("option", { value: name }, desk.word(`op_${name}`))));
  op.value = one.op;
  const needsValue = one.op !== "empty" && one.op !== "answered";
  return h("div", { class: "rule__condition" }, field, op, needsValue && valueField(setting, one, type, save, at),
    h("button", { type: "button", class: "rule__gone", "aria-label": desk.word("remove"), "data-k": `${at} gone`, onclick: gone }, "×"));
}

function valueField(setting: Setting, one: Condition, type: string, save: (next: Condition, typed?: boolean) => void, at: string): HTMLElement {
  const { desk } = setting;
  const shared = { "aria-label": desk.word("value"), "data-k": `${at} value` };
  const options: [string, string][] = type === "boolean" ? [["true", desk.word("yes")], ["false", desk.word("no")]] : optionsOf(setting, one.key);
  if (options.length) {
    const select = h("select", { ...shared, onchange: () => save({ ...one, value: literal(type, select.value) }) }, options.map(([key, label]) => h("option", { value: key }, label)));
    select.value = String(one.value);
    return select;
  }
  const input = h("input", { ...shared, type: type === "date" ? "date" : "text", value: String(one.value ?? ""), oninput: () => save({ ...one, value: literal(type, input.value) }, true) });
  return input;
}

/** The options of a choice that are written in the form. */
function optionsOf({ desk }: Setting, key: string): [string, string][] {
  for (const { item } of items(desk.doc)) {
    if (item["key"] !== key || !Array.isArray(item["choices"])) continue;
    return (item["choices"] as { key: string; label: Json }[]).map((one) => [one.key, desk.say(one.label) || written(one.label, "en") || one.key]);
  }
  return [];
}
