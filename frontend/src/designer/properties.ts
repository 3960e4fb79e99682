// What is selected, and all that can be said of it. The panel is made from what each field type tells of itself.
import { copy, duplicate } from "./clipboard";
import { CONTROLS } from "./controls";
import type { Setting } from "./controls/control";
import type { Desk } from "./desk";
import { h, renew } from "./dom";
import { backToForm } from "./focusing";
import type { Control } from "./given";
import { find, listOf, type Node, pathTo } from "./model";
import { moveBy } from "./moving";
import { readersOf } from "./naming";
import { askToRemove, usedElsewhere } from "./removing";
import { addCheck, focusProperties } from "./adding";
import { checkEditor } from "./checks";
import { formEditor } from "./formpanel";
import type { FieldType } from "./given";
import { more } from "./more";
import { narrativeEditor } from "./narratives";
import { scoreEditor } from "./scores";

const OF_VALUES = ["required", "recommended", "default", "required_when", "recommended_when", "read_only_when", "sensitivity", "purpose"];
/** What a matrix hands down to its statements. */
const HANDED_DOWN = ["required", "recommended", "required_when", "read_only_when", "sensitivity", "purpose"];
const NUMBERS = ["integer", "decimal", "money"];
const RULES = ["visible_when", "required_when", "calculate", "choices_when"];
const PRIVACY = ["sensitivity", "purpose"];

export class Properties {
  constructor(private readonly desk: Desk, private readonly box: HTMLElement) {
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      backToForm(desk);
    });
  }

  draw(): void {
    const { desk } = this;
    const [id] = desk.selected;
    if (desk.selected.length > 1) return renew(this.box, this.head(desk.word("several", { n: desk.selected.length })), this.acts());
    const node = id ? find(desk.doc, id) : null;
    if (!id || !node) return this.form();
    const list = pathTo(desk.doc, id)?.at(-1)?.[0];
    if (list === "checks") return renew(this.box, this.head(desk.word("check")), checkEditor(desk, node), this.acts());
    if (list === "scores") return renew(this.box, this.head(desk.word("score")), scoreEditor(desk, node), this.acts());
    if (list === "narratives") return renew(this.box, this.head(desk.word("narrative")), narrativeEditor(desk, node), this.acts());
    if (list === "pages") return this.page(node, id);
    this.item(node, id);
  }

  private head(title: string, under = ""): HTMLElement {
    return h("header", { class: "properties__head" }, h("h2", {}, title), under && h("p", { class: "muted" }, under));
  }

  private control(node: Node, id: string, control: Control): HTMLElement {
    const setting: Setting = { desk: this.desk, node, id, control };
    return (CONTROLS[control.kind] ?? CONTROLS["value"]!)(setting);
  }

  private own(name: string, kind: string, label: string): Control { return { name, kind, label: this.desk.word(label), help: "" }; }

  private form(): void {
    renew(this.box, this.head(this.desk.word("form")), formEditor(this.desk));
  }

  private page(node: Node, id: string): void {
    const { desk } = this;
    const visible = desk.given.palette.common.find((one) => one.name === "visible_when");
    const hint = desk.given.palette.common.find((one) => one.name === "hint");
    renew(this.box, this.head(desk.word("page")), this.control(node, id, this.own("title", "words", "title")),
      hint && this.control(node, id, { ...hint, help: "" }), visible && this.control(node, id, { ...visible, label: desk.word("page_shown_when"), help: desk.word("page_skip_help") }),
      listOf(desk.doc, "pages").length > 1 && this.acts());
  }

  private item(node: Node, id: string): void {
    const { desk } = this;
    const type = desk.types.get(String(node["type"]));
    if (!type) return this.form();
    const common = desk.given.palette.common.filter((one) => this.fits(one.name, type));
    const names = new Set(common.map((one) => one.name));
    const own = type.properties.filter((one) => !names.has(one.name));
    const rare = (one: Control): boolean => one.rare === true || (one.name === "calculate" && !NUMBERS.includes(type.rule_type ?? ""));
    const of = (some: readonly string[]): HTMLElement[] => common.filter((one) => some.includes(one.name) && !rare(one)).map((one) => this.control(node, id, one));
    const folded = [...own, ...common].filter(rare);
    renew(this.box, this.head(type.label, type.hint), of(["label", "hint"]), own.filter((one) => !rare(one)).map((one) => this.control(node, id, one)), of(["required"]),
      type.has_items && type.holds_value && this.rowChecks(node, id), this.section("rules", of(RULES)), this.section("privacy", of(PRIVACY)),
      folded.length > 0 && more(desk, "item", folded.some((one) => one.name !== "key" && node[one.name] !== undefined), folded.map((one) => this.control(node, id, one))),
      this.usage(node), this.acts());
  }

  private section(word: string, inside: HTMLElement[]): HTMLElement | false {
    return inside.length > 0 && h("section", { class: "properties__section" }, h("h3", {}, this.desk.word(word)), inside);
  }

  /** The checks of each row of a repeat: they are edited as those of the form are. */
  private rowChecks(node: Node, id: string): HTMLElement {
    const { desk } = this;
    const open = (check: Node) => (): void => { desk.select([String(check["id"])], desk.page); focusProperties(); };
    return h("section", { class: "properties__section", "data-at": "checks" }, h("h3", {}, desk.word("row_checks")), h("p", { class: "prop__help" }, desk.word("row_checks_help")),
      listOf(node, "checks").map((check) => h("button", { type: "button", class: "card-item card-item--extra", "data-k": `row check ${String(check["id"])}`, onclick: open(check) }, h("span", { class: "card-item__label" }, desk.nameOf(String(check["id"]))))),
      h("button", { type: "button", class: "button button--small", "data-k": "add row check", onclick: () => addCheck(desk, id) }, desk.word("check_add")));
  }

  private fits(name: string, type: FieldType): boolean {
    if (name === "calculate" || name === "default_from") return type.may_calculate && type.holds_value;
    if (name === "choices_when") return type.has_choices && type.holds_value;
    if (name === "prefill") return type.holds_value && type.travels;
    if (name === "default") return type.holds_value && !type.has_items && type.travels;
    if (HANDED_DOWN.includes(name) && type.properties.some((one) => one.kind === "entries")) return true;
    return type.holds_value || !OF_VALUES.includes(name);
  }

  private usage(node: Node): HTMLElement {
    const { desk } = this;
    const key = String(node["key"]);
    const here = readersOf(desk.doc, key).filter((id) => id !== node["id"]).map((id) => desk.nameOf(id));
    const out = h("p", { class: "muted" }, here.length ? here.join(" · ") : desk.word("unused"));
    void usedElsewhere(desk, [String(node["id"])]).then((titles) => { if (titles.length) out.textContent = [...here, ...titles].join(" · "); });
    return h("section", { class: "prop" }, h("h3", {}, desk.word("usage")), out);
  }

  private acts(): HTMLElement {
    const { desk } = this;
    const act = (word: string, run: () => void, style = ""): HTMLElement =>
      h("button", { type: "button", class: `button button--small ${style}`, "data-k": `act ${word}`, onclick: run }, desk.word(word));
    const one = desk.selected.length === 1 ? desk.selected[0] : undefined;
    const items = desk.selected.every((id) => pathTo(desk.doc, id)?.at(-1)?.[0] === "items");
    return h("div", { class: "row properties__acts" }, items && one && act("up", () => moveBy(desk, one, -1)), items && one && act("down", () => moveBy(desk, one, 1)),
      items && act("duplicate", () => duplicate(desk)), items && act("copy", () => void copy(desk)),
      act("remove", () => void askToRemove(desk), "button--danger"));
  }
}
