// A written summary as one edits it: paragraphs and lists, each with its words, the answers in them, when and in what order.
import { CONTROLS } from "./controls";
import { nowOf, put, type Setting } from "./controls/control";
import type { Desk } from "./desk";
import { h } from "./dom";
import type { Control } from "./given";
import { lines, within } from "./lines";
import { items, type Json, listOf, type Node } from "./model";
import { labelOf, level } from "./subjects";

export function narrativeEditor(desk: Desk, node: Node): HTMLElement[] {
  const setting = (control: Control): Setting => ({ desk, node, id: String(node["id"]), control });
  return [
    CONTROLS["words"]!(setting({ name: "title", kind: "words", label: desk.word("title"), help: "" })),
    lines(setting({ name: "parts", kind: "", label: desk.word("narrative_parts"), help: "" }), {
      title: "narrative_part", add: "narrative_part_add", movable: true, help: desk.word("narrative_help"),
      fresh: () => ({ say: { [desk.given.language]: "" } }),
      draw: (line, value) => [kind(line, value), ...list(line, value), say(line, value),
        within(line, ["when"], { kind: "rule", label: desk.word(isList(value) ? "narrative_when_line" : "narrative_when") }), ...order(line, value)],
    }),
  ];
}

const isList = (part: Node): boolean => part["each"] !== undefined || part["of"] !== undefined;

function repeats(desk: Desk): Node[] {
  return listOf(desk.doc, "pages").flatMap((page) => level(desk, page)).filter((item) => desk.types.get(String(item["type"]))?.rule_type === "rows");
}

/** The answers of the form that a sentence may hold, by name. */
function answers(desk: Desk): [string, string][] {
  return listOf(desk.doc, "pages").flatMap((page) => level(desk, page)).filter((item) => desk.types.get(String(item["type"]))?.rule_type !== "rows").flatMap((item): [string, string][] =>
    (Array.isArray(item["rows"]) ? (item["rows"] as unknown as Node[]).map((row): [string, string] => [`${String(item["key"])}.${String(row["key"])}`, `${labelOf(desk, item)}: ${labelOf(desk, row)}`])
      : [[String(item["key"]), labelOf(desk, item)]]));
}

function scores(desk: Desk): [string, string][] {
  return listOf(desk.doc, "scores").flatMap((score): [string, string][] => {
    const name = `scores.${String(score["key"])}`;
    const what = labelOf(desk, score);
    return [[name, what], [`${name}.band`, desk.word("band_of", { what })], [`${name}.text`, desk.word("band_text_of", { what })]];
  });
}

/** A paragraph, a line for each row of a repeat, or a line for each of some answers. */
function kind(line: Setting, value: Node): HTMLElement {
  const { desk } = line;
  const now = value["each"] !== undefined ? "each" : value["of"] !== undefined ? "of" : "paragraph";
  const name = `p-${(line.path ?? []).join("-")}-kind`;
  const select = h("select", { id: name, "data-k": name, onchange: () => {
    const { each: _each, of: _of, sort: _sort, descending: _descending, title: _title, when: _when, ...kept } = (nowOf(line) ?? {}) as Record<string, Json>;
    const more: Record<string, Json> = select.value === "each" ? { each: String(repeats(desk)[0]?.["key"] ?? "") } : select.value === "of" ? { of: answers(desk).slice(0, 1).map(([key]) => key), say: "{label}: {answer}" } : {};
    put(line, { ...kept, ...more });
  } }, h("option", { value: "paragraph" }, desk.word("narrative_paragraph")), (repeats(desk).length > 0 || now === "each") && h("option", { value: "each" }, desk.word("narrative_each")), h("option", { value: "of" }, desk.word("narrative_of")));
  select.value = now;
  return h("div", { class: "prop" }, h("label", { for: name }, desk.word("narrative_kind")), select);
}

function list(line: Setting, value: Node): (HTMLElement | false)[] {
  const { desk } = line;
  if (!isList(value)) return [];
  const of = Object.fromEntries(answers(desk));
  return [
    value["each"] !== undefined && within(line, ["each"], { kind: "pick", label: desk.word("narrative_rows"), options: Object.fromEntries(repeats(desk).map((one) => [String(one["key"]), labelOf(desk, one)])) }),
    value["of"] !== undefined && within(line, ["of"], { kind: "ticks", label: desk.word("narrative_answers"), options: of }),
    within(line, ["title"], { kind: "words", label: desk.word("narrative_title") }),
  ];
}

/** The words, and a list of the answers to put in where one writes. */
function say(line: Setting, value: Node): HTMLElement {
  const { desk } = line;
  const box = within(line, ["say"], { kind: "paragraph", label: desk.word("narrative_say") });
  const own: [string, string][] = value["of"] !== undefined ? [["label", desk.word("narrative_label")], ["answer", desk.word("narrative_answer")], ["points", desk.word("points")]] : inRow(desk, value);
  let last: HTMLTextAreaElement | null = null;
  box.addEventListener("focusin", (event) => { if (event.target instanceof HTMLTextAreaElement) last = event.target; });
  const name = `p-${(line.path ?? []).join("-")}-put-in`;
  const insert = h("select", { id: name, "data-k": name, "aria-label": desk.word("put_in_answer"), class: "rule__insert", onchange: () => {
    const area = last ?? box.querySelector("textarea")!;
    area.setRangeText(`{${insert.value}}`, area.selectionStart, area.selectionEnd, "end");
    insert.value = "";
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  } }, h("option", { value: "" }, desk.word("put_in_answer")), [...own, ...answers(desk), ...scores(desk)].map(([key, label]) => h("option", { value: key }, label)));
  return h("div", {}, box, insert);
}

function inRow(desk: Desk, value: Node): [string, string][] {
  const repeat = value["each"] === undefined ? undefined : [...items(desk.doc)].find(({ item }) => item["key"] === value["each"])?.item;
  return repeat ? level(desk, repeat).map((item) => [String(item["key"]), labelOf(desk, item)]) : [];
}

function order(line: Setting, value: Node): (HTMLElement | false)[] {
  const { desk } = line;
  if (!isList(value)) return [];
  const by = value["of"] !== undefined ? { points: desk.word("points") } : Object.fromEntries(inRow(desk, value));
  return [
    within(line, ["sort"], { kind: "pick", label: desk.word("narrative_sort"), options: by }),
    value["sort"] !== undefined && within(line, ["descending"], { kind: "switch", label: desk.word("narrative_descending") }),
  ];
}
