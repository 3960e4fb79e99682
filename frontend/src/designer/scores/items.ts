// What a score counts: which answers, how much each, which of them the other way round.
import { type Setting } from "../controls/control";
import type { Desk } from "../desk";
import { h } from "../dom";
import { type Json, listOf, type Node } from "../model";
import { entriesOf, labelOf, level } from "../subjects";

/** An answer that has a number, with its least and greatest where they are known. */
export interface Countable { key: string; label: string; ends: readonly [number, number] | null }

/** Every answer of the form that has a number; a matrix has one for each statement. */
export function countable(desk: Desk): Countable[] {
  return listOf(desk.doc, "pages").flatMap((page) => level(desk, page)).flatMap((item) => {
    const ends = endsOf(desk, item);
    if (ends === undefined) return [];
    const rows = item["rows"] as unknown as Node[] | undefined;
    if (!Array.isArray(rows)) return [{ key: String(item["key"]), label: labelOf(desk, item), ends }];
    return rows.map((row) => ({ key: `${String(item["key"])}.${String(row["key"])}`, label: `${labelOf(desk, item)}: ${labelOf(desk, row)}`, ends }));
  });
}

/** The least and greatest number of an answer; null where they are open, undefined where it has no number. */
function endsOf(desk: Desk, item: Node): readonly [number, number] | null | undefined {
  const type = desk.types.get(String(item["type"]));
  if (type?.has_choices) return ofOptions(desk, item, type.rule_type === "codes");
  if (type?.rule_type === "boolean") return [0, 1];
  if (!["integer", "decimal", "money"].includes(type?.rule_type ?? "")) return undefined;
  const [least, most] = item["type"] === "scale" ? [item["min"] ?? 1, item["max"] ?? 5] : [item["min"], item["max"]];
  return least !== undefined && most !== undefined ? [Number(least), Number(most)] : null;
}

function ofOptions(desk: Desk, item: Node, several: boolean): readonly [number, number] | null | undefined {
  if (several) return undefined;
  const options = entriesOf(desk, item);
  if (!options.length) return typeof item["choices"] === "string" ? null : undefined;
  const points = options.map((one) => one.score ?? (/^-?\d+$/.test(one.key) ? Number(one.key) : null));
  if (points.some((one) => one === null)) return undefined;
  return [Math.min(...(points as number[])), Math.max(...(points as number[]))];
}

/** The answers as a table: counted or not, weight, the other way round. */
export function itemsEditor(setting: Setting): HTMLElement {
  const { desk, node } = setting;
  const of = (node["of"] ?? []) as string[];
  const able = countable(desk);
  const strange = of.filter((key) => !able.some((one) => one.key === key)).map((key): Countable => ({ key, label: key, ends: null }));
  if (!able.length && !strange.length) return h("p", { class: "note" }, desk.word("none_to_count"));
  const weighs = node["fn"] === "weighted" || node["weights"] !== undefined;
  return h("fieldset", { class: "prop score-items", "data-at": "of" }, h("legend", {}, desk.word("of")),
    [...able, ...strange].map((one, index) => h("div", { class: "score-items__one", "data-at": of.includes(one.key) ? `of/${of.indexOf(one.key)}` : null }, counted(setting, one),
      of.includes(one.key) && weighs && weight(setting, one, index), of.includes(one.key) && one.ends && reversed(setting, one))));
}

function now({ desk, id }: Setting, name: string): any { return desk.part(id)?.[name]; }

function counted(setting: Setting, { key, label }: Countable): HTMLElement {
  const { desk, id } = setting;
  const tick = h("input", { type: "checkbox", "data-k": `p-of-${key}`, onchange: () => desk.run({ do: "many", commands: without(setting, key, tick.checked).map(([name, value]) => ({ do: "set" as const, id, name, value })) }) });
  tick.checked = ((setting.node["of"] ?? []) as string[]).includes(key);
  return h("label", { class: "tick" }, tick, label);
}

/** The score with an answer counted or no longer: then its weight and its reversal go too. */
function without(setting: Setting, key: string, isCounted: boolean): [string, Json][] {
  const of = (now(setting, "of") ?? []) as string[];
  if (isCounted) return [["of", [...of, key]]];
  const { [key]: _weight, ...weights } = (now(setting, "weights") ?? {}) as Record<string, Json>;
  const left = ((now(setting, "reversed") ?? []) as string[]).filter((one) => one !== key);
  return [["of", of.filter((one) => one !== key)], ["weights", Object.keys(weights).length ? weights : null], ["reversed", left.length ? left : null]];
}

function weight(setting: Setting, { key, label }: Countable, index: number): HTMLElement {
  const { desk, id } = setting;
  const given = (setting.node["weights"] as Record<string, Json> | undefined)?.[key];
  const input = h("input", { type: "text", inputmode: "decimal", class: "w-short", id: `p-weight-${index}`, "data-k": `p-weights-${key}`, "data-at": `weights/${key}`, value: given === undefined ? "1" : String(given), "aria-label": desk.word("weight_of", { what: label }), oninput: () => {
    const typed = input.value.trim();
    if (!/^-?\d{1,9}([.]\d{1,4})?$/.test(typed)) return;
    const weights = (now(setting, "weights") ?? {}) as Record<string, Json>;
    desk.run({ do: "set", id, name: "weights", value: { ...weights, [key]: typed.includes(".") ? typed : Number(typed) } }, "typed", `${id} weights ${key}`);
  } });
  return h("span", { class: "score-items__weight" }, h("span", { "aria-hidden": "true" }, "×"), input);
}

function reversed(setting: Setting, { key, label, ends }: Countable): HTMLElement {
  const { desk, id } = setting;
  const turned = (setting.node["reversed"] ?? []) as string[];
  const tick = h("input", { type: "checkbox", "data-k": `p-reversed-${key}`, "data-at": turned.includes(key) ? `reversed/${turned.indexOf(key)}` : null, "aria-label": desk.word("reversed_of", { what: label }), onchange: () => {
    const all = ((now(setting, "reversed") ?? []) as string[]).filter((one) => one !== key);
    const next = tick.checked ? [...all, key] : all;
    desk.run({ do: "set", id, name: "reversed", value: next.length ? next : null });
  } });
  tick.checked = turned.includes(key);
  return h("label", { class: "tick score-items__turned" }, tick, desk.word("reversed", { least: ends![0], most: ends![1] }));
}
