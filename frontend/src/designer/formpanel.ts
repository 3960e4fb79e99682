// What is said of the form as a whole: its title, what names a submission, what data are collected for, where its words come from.
import { CONTROLS } from "./controls";
import { placed, put, type Setting } from "./controls/control";
import type { Desk } from "./desk";
import { h } from "./dom";
import type { Control } from "./given";
import { within } from "./lines";
import { items, type Json, listOf } from "./model";
import { more } from "./more";
import { keyFrom } from "./naming";
import { labelOf, level } from "./subjects";

const RARE = ["source", "licence", "text_source_required", "licence_note"];
const NUMBERS = ["integer", "decimal", "money"];

export function formEditor(desk: Desk): (HTMLElement | false)[] {
  const setting = (one: Omit<Control, "help"> & { help?: string }): Setting => ({ desk, node: desk.doc, id: "", control: { help: "", ...one } });
  const draw = (name: string, kind: string, help = ""): HTMLElement => CONTROLS[kind]!(setting({ name, kind, label: desk.word(`form_${name}`), help: help && desk.word(help) }));
  return [
    CONTROLS["words"]!(setting({ name: "title", kind: "words", label: desk.word("title") })),
    CONTROLS["paragraph"]!(setting({ name: "note", kind: "paragraph", label: desk.word("note") })),
    summary(setting({ name: "summary", kind: "", label: desk.word("summary") })),
    purposes(setting({ name: "purposes", kind: "", label: desk.word("purposes") })),
    more(desk, "form", RARE.some((name) => desk.doc[name] !== undefined), [
      draw("source", "paragraph"), draw("licence", "paragraph"), draw("text_source_required", "switch", "form_text_source_help"),
      desk.doc["text_source_required"] === true && draw("licence_note", "paragraph"),
    ]),
  ];
}

/** Which answers name a submission in lists, and which number stands beside it. */
function summary(setting: Setting): HTMLElement {
  const { desk } = setting;
  const fields = listOf(desk.doc, "pages").flatMap((page) => level(desk, page)).filter((item) => !Array.isArray(item["rows"]) && desk.types.get(String(item["type"]))?.rule_type !== "rows");
  const numbers = fields.filter((item) => NUMBERS.includes(desk.types.get(String(item["type"]))?.rule_type ?? ""));
  const named = (some: typeof fields): Record<string, string> => Object.fromEntries(some.map((item) => [String(item["key"]), labelOf(desk, item)]));
  const title = (desk.doc["summary"] as Record<string, Json> | undefined)?.["title"];
  return placed(setting, h("div", {}, Array.isArray(title)
    ? within(setting, ["title"], { kind: "ticks", label: desk.word("summary_title"), options: named(fields) })
    : within(setting, ["title"], { kind: "pick", label: desk.word("summary_title"), help: desk.word("summary_help"), options: named(fields) }),
  within(setting, ["amount"], { kind: "pick", label: desk.word("summary_amount"), options: named(numbers) })));
}

/** The purposes that fields name: a short name that nobody sees, and the words. */
function purposes(setting: Setting): HTMLElement {
  const { desk } = setting;
  const all = Object.keys((desk.doc["purposes"] ?? {}) as Record<string, Json>);
  const add = (): void => {
    const name = keyFrom("", `purpose_${all.length + 1}`, new Set(all));
    put({ ...setting, path: ["purposes", name] }, { [desk.given.language]: "" });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`.designer__properties [data-at="purposes/${name}"] textarea`)?.focus());
  };
  return placed(setting, h("fieldset", { class: "prop lines" }, h("legend", {}, desk.word("purposes")), h("p", { class: "prop__help" }, desk.word("purposes_help")),
    all.map((name, index) => {
      const line: Setting = { ...setting, path: ["purposes", name], control: { ...setting.control, name: "label", label: desk.word("purpose_n", { n: index + 1 }) } };
      return h("div", { class: "lines__one", role: "group", "aria-label": line.control.label }, h("div", { class: "lines__head" }, h("b", {}, line.control.label), h("button", { type: "button", class: "rule__gone", "aria-label": `${desk.word("remove")}: ${line.control.label}`, "data-k": `purpose ${name} remove`, onclick: () => removePurpose(line, name) }, "×")),
        CONTROLS["paragraph"]!({ ...line, control: { ...line.control, label: desk.word("its_words_purpose") } }));
    }),
    h("button", { type: "button", class: "button button--small", "data-k": "purposes add", onclick: add }, desk.word("purpose_add"))));
}

/** Takes a purpose away; the fields that named it keep its words. */
function removePurpose(line: Setting, name: string): void {
  const { desk } = line;
  const { [name]: words, ...rest } = (desk.doc["purposes"] ?? {}) as Record<string, Json>;
  const named = [...items(desk.doc)].filter(({ item }) => item["purpose"] === name);
  desk.run({ do: "many", commands: [
    ...named.map(({ item }) => ({ do: "set" as const, id: String(item["id"]), name: "purpose", value: words ?? null })),
    { do: "set", id: "", name: "purposes", value: Object.keys(rest).length ? rest : null },
  ] });
}
