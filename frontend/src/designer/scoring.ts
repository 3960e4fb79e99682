// Checks and scores as one edits them: what must hold, what counts, its bands, who is told.
import { CONTROLS } from "./controls";
import type { Desk } from "./desk";
import { h } from "./dom";
import type { Control } from "./given";
import { items, type Json, type Node } from "./model";
import { keyFrom, newId } from "./naming";
import { rewritten, written } from "./texts";

const TONES = ["calm", "watch", "warn", "danger"];

function control(desk: Desk, node: Node, control: Control): HTMLElement {
  return CONTROLS[control.kind]!({ desk, node, id: String(node["id"]), control });
}

export function checkEditor(desk: Desk, node: Node): HTMLElement[] {
  const severity = { error: desk.word("error"), warning: desk.word("warning") };
  return [
    control(desk, node, { name: "message", kind: "words", label: desk.word("message"), help: "" }),
    control(desk, node, { name: "assert", kind: "rule", label: desk.word("must_hold"), help: "" }),
    control(desk, node, { name: "at", kind: "field", label: desk.word("shown_at"), help: "" }),
    control(desk, node, { name: "severity", kind: "pick", label: desk.word("severity"), help: "", options: severity }),
    ...(node["severity"] === "warning" || node["ask_reason"] ? [
      control(desk, node, { name: "ask_reason", kind: "switch", label: desk.word("ask_reason"), help: desk.word("ask_reason_help") }),
    ] : []),
  ];
}

export function scoreEditor(desk: Desk, node: Node): HTMLElement[] {
  return [
    control(desk, node, { name: "label", kind: "words", label: desk.word("label"), help: "" }),
    control(desk, node, { name: "key", kind: "text", label: desk.word("key"), help: "" }),
    control(desk, node, { name: "fn", kind: "pick", label: desk.word("method"), help: "", options: { sum: desk.word("sum"), mean: desk.word("mean") } }),
    counted(desk, node), bands(desk, node), alerts(desk, node),
  ];
}

/** The fields whose answers have a number. */
function counted(desk: Desk, node: Node): HTMLElement {
  const able = [...items(desk.doc)].map(({ item }) => item).filter((item) => counts(desk, item));
  if (!able.length) return h("p", { class: "note" }, desk.word("none_to_count"));
  const options = Object.fromEntries(able.map((item) => [String(item["key"]), desk.say(item["label"]) || String(item["key"])]));
  return control(desk, node, { name: "of", kind: "ticks", label: desk.word("of"), help: "", options });
}

function counts(desk: Desk, item: Node): boolean {
  const type = desk.types.get(String(item["type"]));
  if (type?.has_choices) return typeof item["choices"] === "string" || (item["choices"] as { score?: number; key: string }[] | undefined)?.some((one) => one.score !== undefined || /^\d+$/.test(one.key)) === true;
  return type?.rule_type === "integer" || type?.rule_type === "boolean";
}

interface Row { [name: string]: Json }

function rows(desk: Desk, node: Node, name: "bands" | "alerts"): { all: Row[]; save: (next: Row[], typed?: boolean) => void } {
  const id = String(node["id"]);
  const all = (desk.part(id)?.[name] as unknown as Row[] | undefined) ?? [];
  return { all, save: (next, typed = false) => desk.run({ do: "set", id, name, value: next.length ? next : null }, typed ? "typed" : "changed", typed ? `${id} ${name}` : "") };
}

function box(desk: Desk, node: Node, name: "bands" | "alerts", index: number, label: string, read: (row: Row) => string, write: (row: Row, typed: string) => Row, attributes: Record<string, string> = {}): HTMLElement {
  const start = rows(desk, node, name).all[index]!;
  return h("input", { type: "text", ...attributes, value: read(start), "aria-label": `${label} ${index + 1}`, "data-k": `${name} ${index} ${label}`, oninput: (event: Event) => {
    const { all, save } = rows(desk, node, name);
    save(all.map((row, at) => (at === index ? write(row, (event.target as HTMLInputElement).value) : row)), true);
  } });
}

const whole = (typed: string): number => (/^-?\d{1,9}$/.test(typed.trim()) ? Number(typed) : 0);

function bands(desk: Desk, node: Node): HTMLElement {
  const { all, save } = rows(desk, node, "bands");
  const number = (index: number, name: "from" | "to"): HTMLElement => box(desk, node, "bands", index, desk.word(name), (row) => String(row[name]), (row, typed) => ({ ...row, [name]: whole(typed) }), { inputmode: "numeric" });
  const words = (index: number, language: "en" | "zh-Hant"): HTMLElement => box(desk, node, "bands", index, desk.word("in_language", { what: desk.word("label"), language: desk.word(language === "en" ? "english" : "chinese") }),
    (row) => written(row["label"], language), (row, typed) => ({ ...row, label: rewritten(row["label"], language, typed) ?? "" }), { lang: language });
  const tone = (index: number): HTMLElement => {
    const select = h("select", { "aria-label": `${desk.word("tone")} ${index + 1}`, "data-k": `bands ${index} tone`, onchange: () => save(all.map((row, at) => (at === index ? { ...row, tone: select.value } : row))) }, TONES.map((one) => h("option", { value: one }, desk.word(`tone_${one}`))));
    select.value = String(all[index]!["tone"] ?? "calm");
    return select;
  };
  const add = (): void => {
    const from = Number(all.at(-1)?.["to"] ?? -1) + 1;
    const key = keyFrom(`band ${all.length + 1}`, "band", new Set(all.map((row) => String(row["key"]))));
    save([...all, { id: newId("band"), key, from, to: from + 4, label: "", tone: "calm" }]);
    focusOn(`bands ${all.length} ${desk.word("from")}`);
  };
  return h("fieldset", { class: "prop bands" }, h("legend", {}, desk.word("bands")),
    all.map((_row, index) => h("div", { class: "bands__row" }, number(index, "from"), number(index, "to"), tone(index), gone(desk, () => save(all.filter((_one, at) => at !== index))), words(index, "en"), words(index, "zh-Hant"))),
    h("button", { type: "button", class: "button button--small button--quiet", "data-k": "band add", onclick: add }, desk.word("band_add")));
}

function alerts(desk: Desk, node: Node): HTMLElement {
  const { all, save } = rows(desk, node, "alerts");
  const reads = { var: `scores.${String(node["key"])}` };
  const least = (row: Row): string => String((row["when"] as { ">="?: Json[] } | null)?.[">="]?.[1] ?? "");
  const role = (index: number): HTMLElement => {
    const select = h("select", { "aria-label": `${desk.word("role")} ${index + 1}`, "data-k": `alerts ${index} role`, onchange: () => save(all.map((row, at) => (at === index ? { ...row, role: select.value } : row))) }, desk.given.roles.map((one) => h("option", { value: one.key }, one.title)));
    select.value = String(all[index]!["role"]);
    return select;
  };
  const add = (): void => {
    save([...all, { id: newId("alert"), when: { ">=": [reads, 10] }, role: desk.given.roles[0]?.key ?? "", message: "" }]);
    focusOn(`alerts ${all.length} ${desk.word("alert_from")}`);
  };
  const words = (index: number, language: "en" | "zh-Hant"): HTMLElement => box(desk, node, "alerts", index, desk.word("in_language", { what: desk.word("message"), language: desk.word(language === "en" ? "english" : "chinese") }),
    (row) => written(row["message"], language), (row, typed) => ({ ...row, message: rewritten(row["message"], language, typed) ?? "" }), { lang: language });
  return h("fieldset", { class: "prop bands" }, h("legend", {}, desk.word("alerts")),
    all.map((row, index) => h("div", { class: "bands__row bands__row--alert" },
      least(row) ? box(desk, node, "alerts", index, desk.word("alert_from"), least, (one, typed) => ({ ...one, when: { ">=": [reads, whole(typed)] } }), { inputmode: "numeric" }) : h("code", { class: "code" }, JSON.stringify(row["when"])),
      role(index), gone(desk, () => save(all.filter((_one, at) => at !== index))), words(index, "en"), words(index, "zh-Hant"))),
    h("button", { type: "button", class: "button button--small button--quiet", "data-k": "alert add", onclick: add }, desk.word("alert_add")));
}

function gone(desk: Desk, run: () => void): HTMLElement {
  return h("button", { type: "button", class: "rule__gone", "aria-label": desk.word("remove"), onclick: run }, "×");
}

/** A new row takes the focus. */
function focusOn(name: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-k="${CSS.escape(name)}"]`)?.focus());
}
