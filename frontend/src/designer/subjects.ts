// What a rule may compare: answers, and figures made of them, each by its label. Seen from where the rule stands.
import { nowOf, pathOf, type Setting } from "./controls/control";
import { operator } from "./conditions";
import type { Desk } from "./desk";
import type { Listed } from "./given";
import { items, type Json, listOf, type Node, parentOf } from "./model";

/** Something that can stand at the left of a comparison. `options` are the answers that can be chosen there. */
export interface Subject { tree: Json; label: string; type: string; options: Option[] }
export type Option = readonly [key: string, label: string];
/** What a rule sees: subjects, and the repeats whose rows it may go over. */
export interface Sight { subjects: Subject[]; repeats: Subject[] }

type Read = "var" | "row";
const NUMBERS = ["integer", "decimal", "money"];

export const nameOfTree = (tree: Json): string => {
  const [op, args] = operator(tree);
  return `${op} ${args.map((one) => (typeof one === "string" ? one : nameOfTree(one))).join(" ")}`;
};

/** What a rule of this setting may read. */
export function sightOf(setting: Setting): Sight {
  const { desk, id, node, control } = setting;
  const around = repeatAround(desk, id);
  const inner = around ? level(desk, around) : [];
  const outer = listOf(desk.doc, "pages").flatMap((page) => level(desk, page));
  const own = (item: Node): boolean => item["id"] !== id;
  const fields = [...inner.filter(own).flatMap((item) => ofItem(desk, item, "row")), ...outer.filter(own).flatMap((item) => ofItem(desk, item, "var"))];
  const repeats = outer.filter((item) => own(item) && isRepeat(desk, item)).map((item) => plain(desk, item, "var"));
  const first = control.name === "choices_when" ? ofOption(desk, node) : narrated(setting) ?? [];
  return { subjects: [...first, ...fields, ...(around ? [] : scored(setting))], repeats };
}

/** What a rule for each row of a repeat may read: the row, then all that stands outside. */
export function inRows(desk: Desk, sight: Sight, rows: Json): Sight {
  const key = String(operator(rows)[1][0] ?? "");
  const repeat = [...items(desk.doc)].find(({ item }) => item["key"] === key)?.item;
  const outer = sight.subjects.filter((one) => operator(one.tree)[0] !== "row" && operator(one.tree)[0] !== "option");
  return { subjects: [...(repeat ? level(desk, repeat).flatMap((item) => ofItem(desk, item, "row")) : []), ...outer], repeats: [] };
}

/** The items of one level, groups opened. */
export function level(desk: Desk, node: Node): Node[] {
  return listOf(node, "items").flatMap((item) => {
    const type = desk.types.get(String(item["type"]));
    if (type?.has_items && !type.holds_value) return level(desk, item);
    return type?.rule_type || Array.isArray(item["rows"]) ? [item] : [];
  });
}

/** The repeat in which the part stands. */
export function repeatAround(desk: Desk, id: string): Node | null {
  for (let node = parentOf(desk.doc, id); node && node !== desk.doc; node = parentOf(desk.doc, String(node["id"]))) {
    if (isRepeat(desk, node)) return node;
  }
  return null;
}

function isRepeat(desk: Desk, node: Node): boolean {
  const type = desk.types.get(String(node["type"]));
  return Boolean(type?.has_items && type.holds_value);
}

function plain(desk: Desk, item: Node, read: Read): Subject {
  const type = desk.types.get(String(item["type"]))?.rule_type ?? "text";
  return { tree: { [read]: String(item["key"]) }, label: labelOf(desk, item), type, options: optionsOf(desk, item) };
}

export const labelOf = (desk: Desk, item: Node): string => desk.say(item["label"]) || String(item["key"] ?? "");

/** An item as rules read it: itself, the statements of a matrix, the line beside "other", and what is reckoned of it. */
function ofItem(desk: Desk, item: Node, read: Read): Subject[] {
  if (Array.isArray(item["rows"])) return statements(desk, item, read);
  const self = plain(desk, item, read);
  const made = (word: string, tree: Json): Subject => ({ tree, label: desk.word(word, { what: self.label }), type: "integer", options: [] });
  if (self.type === "rows") return [self, made("how_many", { count: [self.tree] }), ...totals(desk, item, self)];
  if (self.type === "codes") return [self, made("how_many", { count: [self.tree] })];
  return self.type === "date" ? [self, made("age_from", { age: [self.tree] })] : [self];
}

function statements(desk: Desk, item: Node, read: Read): Subject[] {
  return (item["rows"] as unknown as Node[]).map((row) =>
    ({ tree: { [read]: `${String(item["key"])}.${String(row["key"])}` }, label: `${labelOf(desk, item)}: ${labelOf(desk, row)}`, type: "text", options: optionsOf(desk, item) }));
}

function totals(desk: Desk, repeat: Node, self: Subject): Subject[] {
  return level(desk, repeat).map((item) => plain(desk, item, "row")).filter((one) => NUMBERS.includes(one.type)).map((one) =>
    ({ tree: { sum: [self.tree, one.tree] }, label: desk.word("total_of", { what: one.label, rows: self.label }), type: one.type, options: [] }));
}

/** The scores, where a rule comes after them: of an alert, of a written summary. */
function scored({ desk, control }: Setting): Subject[] {
  if (control.name !== "when") return [];
  return listOf(desk.doc, "scores").map((score) => ({ tree: { var: `scores.${String(score["key"])}` }, label: labelOf(desk, score), type: "decimal", options: [] }));
}

/** What a rule of a list in a written summary reads of each line. */
function narrated(setting: Setting): Subject[] | null {
  const { desk, control } = setting;
  if (control.name !== "when") return null;
  const part = nowOf({ ...setting, path: pathOf(setting).slice(0, -1) }) as { of?: Json; each?: Json } | undefined;
  if (part?.of) return [{ tree: { row: "points" }, label: desk.word("points"), type: "integer", options: [] }];
  const repeat = part?.each && [...items(desk.doc)].find(({ item }) => item["key"] === part.each)?.item;
  return repeat ? level(desk, repeat).flatMap((item) => ofItem(desk, item, "row")) : null;
}

/** What a rule for each option reads of it. */
function ofOption(desk: Desk, item: Node): Subject[] {
  const own = optionsOf(desk, item);
  const parents = [...new Set(entriesOf(desk, item).map((one) => one.parent).filter((one): one is string => Boolean(one)))];
  const said = new Map(namedOptions(desk));
  const names = [...new Set(entriesOf(desk, item).flatMap((one) => Object.keys(one.attributes ?? {})))];
  return [
    { tree: { option: "key" }, label: desk.word("the_option"), type: "text", options: own },
    ...(parents.length ? [{ tree: { option: "parent" }, label: desk.word("the_parent"), type: "text", options: parents.map((key): Option => [key, said.get(key) ?? key]) }] : []),
    ...names.map((name) => ({ tree: { option: name }, label: desk.word("option_says", { what: name }), type: "text", options: [] })),
  ];
}

function namedOptions(desk: Desk): Option[] {
  return [...items(desk.doc)].flatMap(({ item }) => optionsOf(desk, item));
}

/** The options of a choice, its own or those of its list. */
export function entriesOf(desk: Desk, item: Node): Listed[] {
  const given = item["choices"];
  if (typeof given === "string") return desk.given.lists.find((one) => one.key === given)?.options ?? [];
  return Array.isArray(given) ? (given as unknown as Listed[]) : [];
}

export function optionsOf(desk: Desk, item: Node): Option[] {
  const more = (["other", "none"] as const).filter((name) => item[name]).map((name): Option => [name, item[name] === true ? desk.word(`option_${name}`) : desk.say(item[name])]);
  return [...entriesOf(desk, item).map((one): Option => [one.key, desk.say(one.label) || one.key]), ...more];
}
