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
import { checkEditor, scoreEditor } from "./scoring";

const OF_VALUES = ["required", "recommended", "default", "required_when", "read_only_when", "sensitivity", "purpose"];

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
    const { desk } = this;
    renew(this.box, this.head(desk.word("form")),
      this.control(desk.doc, "", this.own("title", "words", "title")), this.control(desk.doc, "", this.own("note", "paragraph", "note")));
  }

  private page(node: Node, id: string): void {
    const { desk } = this;
    const visible = desk.given.palette.common.find((one) => one.name === "visible_when");
    const hint = desk.given.palette.common.find((one) => one.name === "hint");
    renew(this.box, this.head(desk.word("page")), this.control(node, id, this.own("title", "words", "title")),
      hint && this.control(node, id, hint), visible && this.control(node, id, visible),
      listOf(desk.doc, "pages").length > 1 && this.acts());
  }

  private item(node: Node, id: string): void {
    const { desk } = this;
    const type = desk.types.get(String(node["type"]));
    if (!type) return this.form();
    const common = desk.given.palette.common.filter((one) => this.fits(one.name, type));
    const label = common.filter((one) => ["label", "hint"].includes(one.name));
    const rest = common.filter((one) => !["label", "hint"].includes(one.name));
    const names = new Set(common.map((one) => one.name));
    const own = type.properties.filter((one) => !names.has(one.name));
    const draw = (one: Control): HTMLElement => this.control(node, id, one);
    renew(this.box, this.head(type.label, type.hint), label.map(draw), own.map(draw), rest.map(draw), this.usage(node), this.acts());
  }

  private fits(name: string, type: { holds_value: boolean; may_calculate: boolean }): boolean {
    if (name === "calculate") return type.may_calculate;
    return type.holds_value || !OF_VALUES.includes(name);
  }

  private usage(node: Node): HTMLElement {
    const { desk } = this;
    const key = String(node["key"]);
    const here = readersOf(desk.doc, key).filter((id) => id !== node["id"]).map((id) => desk.nameOf(id));
    const out = h("p", { class: "muted" }, here.length ? here.join(" · ") : desk.word("unused"));
    void usedElsewhere(desk, String(node["id"])).then((titles) => { if (titles.length) out.textContent = [...here, ...titles].join(" · "); });
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
