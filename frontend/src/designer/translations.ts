// Everything that is read, in both languages side by side; what is missing is counted, and can be shown alone.
import { goTo } from "./views";
import { put } from "./controls/control";
import type { Desk } from "./desk";
import { h, renew } from "./dom";
import { find, pointerOf } from "./model";
import { type Readable, readable } from "./readable";
import { type Language, lacks, LANGUAGES, rewritten, written } from "./texts";
import { at } from "./within";

const LONG = ["note", "licence_note", "hint", "statement", "say", "text", "purpose", "purposes", "message", "source", "licence"];
/** What a line inside a part is called, by the list in which it stands. */
const LINES: Record<string, string> = { bands: "band", alerts: "alert", parts: "narrative_part", choices: "option_n", rows: "statement_n" };
/** The words for a property, where those of the panel differ from its name. */
const NAMES: Record<string, string> = { "bands label": "band_label", "bands text": "band_text", "parts say": "narrative_say", "parts title": "narrative_title", "change source": "change_source", source: "form_source", licence: "form_licence", licence_note: "form_licence_note" };

let onlyMissing = false;

export function translationsView(desk: Desk, box: HTMLElement): void {
  const all = readable(desk.doc);
  const shown = all.filter((one) => !onlyMissing || lacks(one.text).length);
  const tick = h("input", { type: "checkbox", "data-k": "only", onchange: () => { onlyMissing = tick.checked; desk.changed("changed"); } });
  tick.checked = onlyMissing;
  const groups = new Map<string, Readable[]>();
  for (const one of shown) groups.set(one.id, [...(groups.get(one.id) ?? []), one]);
  renew(box, h("div", { class: "row row--between" }, h("h2", {}, desk.word("translations")), h("label", { class: "tick" }, tick, desk.word("only_missing"))),
    h("p", { class: "muted", "data-k": "lacking", role: "status" }, counted(desk, all)),
    h("div", { class: "translations" }, [...groups].map(([id, texts]) => part(desk, id, texts))));
}

/** How many texts each language lacks. */
function counted(desk: Desk, all: Readable[]): string {
  const some = LANGUAGES.map((language) => ({ language, n: all.filter((one) => lacks(one.text).includes(language)).length })).filter(({ n }) => n > 0);
  return some.length ? some.map(({ language, n }) => desk.word("lacking", { language: nameOf(desk, language), n })).join(" · ") : desk.word("lacking_none");
}

const nameOf = (desk: Desk, language: Language): string => desk.word(language === "en" ? "english" : "chinese");

function part(desk: Desk, id: string, texts: Readable[]): HTMLElement {
  const name = id ? desk.nameOf(id) : desk.word("form");
  return h("div", { class: "translations__section", role: "group", "aria-label": name },
    h("button", { type: "button", class: "translations__part", "data-k": `part ${id}`, onclick: () => goTo(desk, pointerOf(desk.doc, id)) }, name),
    texts.map((one) => h("div", { class: "translations__text" }, h("p", { class: "translations__what", "aria-hidden": "true" }, what(desk, one)), LANGUAGES.map((language) => cell(desk, name, one, language)))));
}

/** What a text is, as the panel calls it: "Band 2 · What it means". */
function what(desk: Desk, { id, path }: Readable): string {
  const [list, index] = path;
  const name = String(path.at(-1));
  if (list === "purposes") return desk.word("purpose_n", { n: Object.keys((desk.doc["purposes"] ?? {}) as object).indexOf(name) + 1 });
  const line = typeof index === "number" && LINES[String(list)];
  const word = id && name === "source" && path.length === 1 ? "score_source" : NAMES[`${String(list)} ${name}`] ?? "";
  if (line && ["choices", "rows"].includes(String(list))) return desk.word(line, { n: index + 1 });
  if (line) return `${desk.word(line, { n: index + 1 })} · ${desk.word(word || name)}`;
  const type = desk.types.get(String(find(desk.doc, id)?.["type"]));
  const control = [...(type?.properties ?? []), ...(type ? desk.given.palette.common : [])].find((one) => one.name === name);
  return control?.label ?? desk.word(word || NAMES[name] || name);
}

function cell(desk: Desk, whose: string, one: Readable, language: Language): HTMLElement {
  const { id, path } = one;
  const value = written(one.text, language);
  const missing = lacks(one.text).includes(language);
  const shared = {
    lang: language, class: missing ? "is-missing" : "", "data-k": `${id} ${path.join(" ")} ${language}`,
    "aria-label": desk.word("in_language", { what: `${whose} · ${what(desk, one)}`, language: nameOf(desk, language) }), placeholder: missing ? nameOf(desk, language) : null,
    oninput: (event: Event) => write(desk, one, language, (event.target as HTMLInputElement).value),
  };
  return LONG.some((name) => path.includes(name)) ? h("textarea", { ...shared, rows: 2, value, "data-autosize": true }) : h("input", { ...shared, type: "text", value });
}

function write(desk: Desk, { id, path }: Readable, language: Language, value: string): void {
  if (path.length === 1) return void desk.run({ do: "set", id, name: String(path[0]), part: language, value }, "typed", `${id} ${String(path[0])} ${language}`);
  const node = desk.part(id) ?? {};
  put({ desk, node, id, path, control: { name: String(path[0]), kind: "words", label: "", help: "" } }, rewritten(at(node, path), language, value) ?? "", language);
}
