import { option } from "../adding";
import { h } from "../dom";
import { items, type Json, type Node } from "../model";
import { keyFrom } from "../naming";
import { linesIn, MOST_OPTIONS } from "../pasting";
import { type Language, rewritten, written } from "../texts";
import { entriesOf, optionsOf } from "../subjects";
import { type Draw, placed, put, type Setting, valueOf } from "./control";

/** Options: a list that the centre keeps, or options of its own; a column copied from Excel becomes options. */
export const choices: Draw = (setting) => {
  const { desk } = setting;
  const given = valueOf(setting);
  const listed = typeof given === "string";
  const source = h("select", { id: "p-choices-source", "data-k": "p-choices-source", onchange: () => put(setting, source.value || [option("option_1")]) },
    h("option", { value: "" }, desk.word("own_options")),
    h("optgroup", { label: desk.word("list") }, desk.given.lists.map((list) => h("option", { value: list.key }, list.title))));
  source.value = listed ? given : "";
  return placed(setting, h("div", { class: "prop choices-editor" }, h("label", { for: "p-choices-source" }, setting.control.label), source, !listed && own(setting, Array.isArray(given) ? (given as unknown as Node[]) : [])));
};

/** The answers that an option may belong to: those of the field on whose answer the options depend. */
function parentsOf({ desk, node }: Setting): (readonly [string, string])[] {
  const by = node["choices_by"];
  const other = by === undefined ? undefined : [...items(desk.doc)].find(({ item }) => item["key"] === by)?.item;
  const written = entriesOf(desk, node).map((one) => one.parent).filter((one): one is string => Boolean(one));
  const offered = other ? optionsOf(desk, other) : [];
  return [...offered, ...[...new Set(written)].filter((key) => !offered.some(([one]) => one === key)).map((key) => [key, key] as const)];
}

/** A list of things with a key and a label, such as the statements of a matrix. */
export const entries: Draw = (setting) => {
  const given = valueOf(setting);
  return placed(setting, h("fieldset", { class: "prop choices-editor" }, h("legend", {}, setting.control.label), setting.control.help && h("p", { class: "prop__help" }, setting.control.help),
    own(setting, Array.isArray(given) ? (given as unknown as Node[]) : [], false)));
};

function own(setting: Setting, options: Node[], points = true): HTMLElement {
  const { desk } = setting;
  const save = (next: Node[], typed = false): void => put(setting, next as unknown as Json, typed);
  const now = (): Node[] => (desk.part(setting.id)?.[setting.control.name] as unknown as Node[]) ?? options;
  const add = (after: number): void => {
    const next = [...now()];
    next.splice(after + 1, 0, option(keyFrom("", `option_${next.length + 1}`, new Set(next.map((one) => String(one["key"]))))));
    save(next);
    requestAnimationFrame(() => document.getElementById(`o-${setting.control.name}-${after + 1}-${desk.given.language}`)?.focus());
  };
  const change = (index: number, change: (one: Node) => Node): void => save(now().map((one, at) => (at === index ? change(one) : one)), true);

  const words = (one: Node, index: number, language: Language): HTMLElement => h("input", {
    type: "text", id: `o-${setting.control.name}-${index}-${language}`, "data-k": `o-${setting.control.name}-${index}-${language}`, lang: language, value: written(one["label"], language),
    "aria-label": desk.word("in_language", { what: desk.word(points ? "option_n" : "statement_n", { n: index + 1 }), language: desk.word(language === "en" ? "english" : "chinese") }),
    oninput: (event: Event) => change(index, (was) => relabelled(was, language, (event.target as HTMLInputElement).value, now(), desk.fresh.has(setting.id))),
    onkeydown: (event: KeyboardEvent) => { if (event.key === "Enter") { event.preventDefault(); add(index); } },
    onpaste: (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!/[\t\n]/.test(text.trim())) return;
      event.preventDefault();
      if (linesIn(text) > MOST_OPTIONS) return desk.announce(desk.word("too_many_options", { most: MOST_OPTIONS }));
      const kept = now().filter((other) => written(other["label"], "en") || written(other["label"], "zh-Hant"));
      save(merged(kept, fromTable(text)));
    },
  });
  const score = (one: Node, index: number): HTMLElement => h("input", {
    type: "text", inputmode: "numeric", class: "choices-editor__score", "data-k": `o-${setting.control.name}-${index}-score`, value: one["score"] === undefined ? "" : String(one["score"]),
    "aria-label": `${desk.word("points")} ${index + 1}`,
    oninput: (event: Event) => change(index, (was) => scored(was, (event.target as HTMLInputElement).value)),
  });
  const parents = points ? parentsOf(setting) : [];
  const parent = (one: Node, index: number): HTMLElement => {
    const select = h("select", { class: "choices-editor__parent", "data-k": `o-${setting.control.name}-${index}-parent`, "aria-label": `${desk.word("belongs_to")} ${index + 1}`, onchange: () => change(index, (was) => {
      const { parent: _parent, ...rest } = was;
      return select.value ? { ...rest, parent: select.value } : rest;
    }) }, h("option", { value: "" }, `${desk.word("belongs_to")} –`), parents.map(([key, label]) => h("option", { value: key }, `${desk.word("belongs_to")} ${label}`)));
    select.value = String(one["parent"] ?? "");
    return select;
  };
  const gone = (index: number): HTMLElement => h("button", {
    type: "button", class: "choices-editor__gone", "aria-label": `${desk.word("remove")} ${index + 1}`, onclick: () => save(now().filter((_one, at) => at !== index)),
  }, "×");

  return h("div", { class: points ? "" : "choices-editor__plain" }, h("div", { class: "choices-editor__head", "aria-hidden": "true" }, h("span", {}, desk.word("english")), h("span", {}, desk.word("chinese")), points && h("span", {}, desk.word("points"))),
    h("ol", {}, options.map((one, index) => h("li", { "data-at": `${setting.control.name}/${index}` }, words(one, index, "en"), words(one, index, "zh-Hant"), points && score(one, index), gone(index), parents.length > 0 && parent(one, index)))),
    h("div", { class: "row" }, h("button", { type: "button", class: "button button--small", "data-k": `o-${setting.control.name}-add`, onclick: () => add(options.length - 1) }, desk.word(points ? "option_add" : "statement_add"))),
    pasting(setting, (found) => save(found)));
}

function pasting(setting: Setting, done: (options: Node[]) => void): HTMLElement {
  const { desk } = setting;
  const name = `o-${setting.control.name}-paste`;
  const area = h("textarea", { rows: 4, id: name, "data-k": name, "aria-describedby": `${name}-help` });
  return h("details", { class: "more" }, h("summary", {}, desk.word("option_paste")),
    h("label", { for: name, class: "sr-only" }, desk.word("option_paste")), h("p", { class: "prop__help", id: `${name}-help` }, desk.word("paste_help")), area,
    h("button", { type: "button", class: "button button--small", onclick: () => {
      if (linesIn(area.value) > MOST_OPTIONS) return desk.announce(desk.word("too_many_options", { most: MOST_OPTIONS }));
      const found = fromTable(area.value);
      if (found.length) done(found);
    } }, desk.word("paste_do")));
}

/** Lines of a table: English, Chinese, key, score; what is missing is made. A single column of Chinese is Chinese. */
export function fromTable(text: string): Node[] {
  const taken = new Set<string>();
  return text.split(/\r?\n/).map((line) => line.split("\t").map((cell) => cell.trim())).filter((cells) => cells.some(Boolean)).map((cells) => {
    const alone = cells.length === 1 && /[\u3400-\u9fff]/.test(cells[0]!);
    const [en = "", zh = "", key = "", points = ""] = alone ? ["", cells[0]!] : cells;
    const made = keyFrom(key || en, `option_${taken.size + 1}`, taken);
    taken.add(made);
    return scored({ ...option(made), label: rewritten(rewritten(null, "en", en), "zh-Hant", zh) ?? "" }, points);
  });
}

function merged(kept: Node[], found: Node[]): Node[] {
  const taken = new Set(kept.map((one) => String(one["key"])));
  return [...kept, ...found.map((one) => {
    const key = keyFrom(String(one["key"]), "option", taken);
    taken.add(key);
    return { ...one, key };
  })];
}

function scored(one: Node, typed: string): Node {
  const { score: _score, ...rest } = one;
  return /^-?\d{1,6}$/.test(typed.trim()) ? { ...rest, score: Number(typed) } : rest;
}

function relabelled(one: Node, language: Language, words: string, all: readonly Node[], fresh: boolean): Node {
  const label = rewritten(one["label"], language, words) ?? "";
  if (language !== "en" || !fresh || !words) return { ...one, label };
  const taken = new Set(all.filter((other) => other["id"] !== one["id"]).map((other) => String(other["key"])));
  return { ...one, label, key: keyFrom(words, "option", taken) };
}
