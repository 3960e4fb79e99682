// The page as it grows: one card an item, what each rule says, where translations are missing. All of it by keyboard too.
import { addCheck, addItem, addNarrative, addPage, addScore, focusProperties } from "./adding";
import { duplicate } from "./clipboard";
import type { Desk } from "./desk";
import { grip, h, renew } from "./dom";
import type { Problem } from "./given";
import { find, items, listOf, type Node, pathTo, pointerOf } from "./model";
import { Carrying } from "./moving";
import { askToRemove } from "./removing";
import { lacks } from "./texts";

const RULES = ["visible_when", "required_when", "recommended_when", "read_only_when", "calculate", "default_from", "choices_when", "assert"];

export class Canvas {
  private carrying: Carrying | null = null;
  /** Worked out once a drawing, for all cards: the one that Tab reaches, what is wrong, what rules are called. */
  private stop = "";
  private errors: Problem[] = [];
  private names = new Map<string, string>();

  constructor(private readonly desk: Desk, private readonly box: HTMLElement) {
    box.addEventListener("keydown", (event) => this.onKey(event));
    box.addEventListener("focusout", () => requestAnimationFrame(() => { if (this.carrying && !box.contains(document.activeElement)) this.drop(); }));
  }

  draw(): void {
    const { desk } = this;
    this.prepare();
    const pages = listOf(desk.doc, "pages");
    const index = Math.max(0, pages.findIndex((page) => page["id"] === desk.page));
    const page = pages[index];
    renew(this.box,
      h("nav", { class: "canvas__pages", "aria-label": desk.word("pages") }, pages.map((one, at) => this.pageTab(one, at === index)),
        h("button", { type: "button", class: "button button--small button--quiet", "data-k": "add page", onclick: () => addPage(desk) }, desk.word("add_page"))),
      page && h("header", { class: "canvas__head" }, h("p", { class: "muted" }, desk.word("page_of", { n: index + 1, count: pages.length })),
        h("button", { type: "button", class: "canvas__title", "data-k": `page ${String(page["id"])}`, "aria-pressed": String(desk.selected[0] === page["id"]), onclick: () => { desk.select([String(page["id"])]); focusProperties(); } },
          desk.say(page["title"]) || desk.word("untitled"))),
      page && this.list(page, `/pages/${index}`),
      this.extras("checks", "check_add", (desk) => addCheck(desk)), this.extras("scores", "score_add", addScore), this.extras("narratives", "narrative_add", addNarrative),
    );
  }

  private prepare(): void {
    const { desk } = this;
    const order = this.order();
    const last = desk.selected.at(-1) ?? "";
    this.stop = order.includes(last) ? last : order[0] ?? "";
    this.errors = desk.told.problems.filter((one) => one.severity === "error");
    this.names = new Map(desk.given.palette.common.map((control) => [control.name, control.label]));
  }

  /** Draws one card again, as fast as one types; false where the part is on no card. */
  refresh(id: string): boolean {
    const card = this.box.querySelector(`[data-item="${CSS.escape(id)}"]`)?.closest("li");
    const item = find(this.desk.doc, id);
    if (!card || !item) return false;
    card.replaceWith(this.card(item, pointerOf(this.desk.doc, id)));
    return true;
  }

  private pageTab(page: Node, here: boolean): HTMLElement {
    const id = String(page["id"]);
    return h("button", { type: "button", class: "canvas__page", "data-k": `tab ${id}`, "aria-current": here ? "page" : null, onclick: () => this.desk.select([], id) },
      this.desk.say(page["title"]) || this.desk.word("untitled"));
  }

  private list(node: Node, at: string): HTMLElement {
    const inside = listOf(node, "items");
    const into = String(node["id"]);
    const list = h("ol", { class: "canvas__items", "data-into": into, ondragover: (event: DragEvent) => this.over(event), ondragleave: (event: DragEvent) => this.left(event), ondrop: (event: DragEvent) => this.dropped(event, into) },
      inside.map((item, index) => this.card(item, `${at}/items/${index}`)));
    if (!inside.length) list.append(h("li", { class: "canvas__empty" }, this.desk.word(this.desk.types.has(String(node["type"])) ? "empty_rows" : "empty_page")));
    return list;
  }

  private card(item: Node, at: string): HTMLElement {
    const { desk } = this;
    const id = String(item["id"]);
    const type = desk.types.get(String(item["type"]));
    const chosen = desk.selected.includes(id);
    const button = h("button", {
      type: "button", class: "card-item", "data-k": id, "data-item": id, "aria-pressed": String(chosen), tabindex: id === this.stop ? 0 : -1,
      draggable: "true", onclick: (event: MouseEvent) => this.choose(id, event.shiftKey || event.ctrlKey || event.metaKey),
      ondragstart: (event: DragEvent) => { event.stopPropagation(); event.dataTransfer?.setData("text/x-centreline-item", id); },
    }, grip(), h("span", { class: "card-item__label" }, desk.say(item["label"]) || h("i", {}, desk.word("untitled"))),
      h("span", { class: "card-item__type" }, [type?.label ?? String(item["type"]), item["required"] === true && desk.word("required")].filter(Boolean).join(" · ")),
      this.second(item), this.said(item, at));
    return h("li", { class: `canvas__item${chosen ? " is-chosen" : ""}${this.carrying?.id === id ? " is-carried" : ""}` }, button, type?.has_items && this.list(item, at));
  }

  private second(item: Node): HTMLElement | false {
    const missing = lacks(item["label"]);
    const other = this.desk.given.language === "en" ? "zh-Hant" : "en";
    if (missing.includes("zh-Hant")) return h("span", { class: "card-item__missing" }, this.desk.word("missing_zh"));
    if (missing.includes("en")) return h("span", { class: "card-item__missing" }, this.desk.word("missing_en"));
    const words = typeof item["label"] === "object" && item["label"] ? (item["label"] as Record<string, string>)[other] : "";
    return words ? h("span", { class: "card-item__other", lang: other }, words) : false;
  }

  private said(node: Node, at: string): HTMLElement[] {
    const { desk, names } = this;
    const rules = RULES.filter((name) => node[name] !== undefined && desk.told.sentences[`${at}/${name}`]);
    const wrong = this.errors.filter((one) => (one.pointer === at || one.pointer.startsWith(`${at}/`)) && !one.pointer.startsWith(`${at}/items/`));
    return [
      ...rules.map((name) => h("span", { class: "card-item__rule" }, `${names.get(name) ?? desk.word("must_hold")}: ${desk.told.sentences[`${at}/${name}`]}`)),
      ...wrong.slice(0, 2).map((one) => h("span", { class: "card-item__wrong" }, one.message)),
    ];
  }

  private extras(list: "checks" | "scores" | "narratives", word: string, add: (desk: Desk) => void): HTMLElement {
    const { desk } = this;
    return h("section", { class: "canvas__extras" }, h("h2", {}, desk.word(list)), h("p", { class: "prop__help" }, desk.word(`${list}_help`)),
      listOf(desk.doc, list).map((one, index) => h("button", {
        type: "button", class: "card-item card-item--extra", "data-k": String(one["id"]), "aria-pressed": String(desk.selected.includes(String(one["id"]))),
        onclick: () => { desk.select([String(one["id"])], desk.page); focusProperties(); },
      }, h("span", { class: "card-item__label" }, desk.say(one["label"] ?? one["message"] ?? one["title"]) || h("i", {}, desk.word("untitled"))), this.said(one, `/${list}/${index}`))),
      h("button", { type: "button", class: "button button--small button--quiet", "data-k": `add ${list}`, onclick: () => add(desk) }, desk.word(word)));
  }

  // -- choosing --

  private order(): string[] {
    const page = find(this.desk.doc, this.desk.page);
    return page ? [...items(page)].map(({ item }) => String(item["id"])) : [];
  }

  private choose(id: string, more: boolean): void {
    const { desk } = this;
    if (!more && desk.selected.length === 1 && desk.selected[0] === id) return focusProperties();
    const without = desk.selected.filter((one) => one !== id);
    desk.select(!more ? [id] : without.length < desk.selected.length ? without : [...desk.selected, id]);
    this.focus(id);
  }

  focus(id: string): void {
    this.box.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)?.focus();
  }

  // -- keys --

  private onKey(event: KeyboardEvent): void {
    const id = (event.target as HTMLElement).dataset?.["item"];
    if (!id) return;
    const done = this.carrying ? this.whileCarrying(event.key) : this.onItem(event, id);
    if (done) { event.preventDefault(); event.stopPropagation(); }
  }

  private whileCarrying(key: string): boolean {
    const carrying = this.carrying!;
    if (key === "ArrowUp" || key === "ArrowDown") { carrying.step(key === "ArrowUp" ? -1 : 1); this.focus(carrying.id); }
    else if (key === "Escape") { this.carrying = null; carrying.cancel(); this.focus(carrying.id); }
    else if (key === " " || key === "Enter" || key === "Tab") this.drop();
    return true;
  }

  private drop(): void {
    const carrying = this.carrying!;
    this.carrying = null;
    carrying.drop();
    this.draw();
    this.focus(carrying.id);
  }

  private onItem(event: KeyboardEvent, id: string): boolean {
    const { desk } = this;
    const order = this.order();
    const at = order.indexOf(id);
    const held = event.ctrlKey || event.metaKey;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = order[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return true;
      desk.select(event.shiftKey ? [...new Set([...desk.selected, id, next])] : [next]);
      this.focus(next);
    } else if (event.key === "Home" || event.key === "End") {
      const next = event.key === "Home" ? order[0]! : order.at(-1)!;
      desk.select([next]);
      this.focus(next);
    } else if (event.key === " ") {
      desk.select([id]);
      this.carrying = new Carrying(desk, id);
      this.draw();
      this.focus(id);
    } else if (event.key === "Enter") { desk.select([id]); focusProperties(); }
    else if (event.key === "Delete" || event.key === "Backspace") this.remove(id);
    else if (held && event.key.toLowerCase() === "d") duplicate(desk);
    else if (held && event.key.toLowerCase() === "a") { desk.select(order); this.focus(id); }
    else return false;
    return true;
  }

  private remove(id: string): void {
    if (!this.desk.selected.includes(id)) this.desk.select([id]);
    void askToRemove(this.desk);
  }

  // -- dragging --

  private over(event: DragEvent): void {
    const types = event.dataTransfer?.types ?? [];
    if (!types.some((type) => type.startsWith("text/x-centreline"))) return;
    event.preventDefault();
    event.stopPropagation();
    this.box.querySelectorAll(".is-target").forEach((one) => one.classList.remove("is-target"));
    (this.before(event) ?? (event.currentTarget as HTMLElement)).classList.add("is-target");
  }

  private left(event: DragEvent): void {
    if (!this.box.contains(event.relatedTarget as globalThis.Node | null)) this.box.querySelectorAll(".is-target").forEach((one) => one.classList.remove("is-target"));
  }

  /** The card of this list before which the pointer is. */
  private before(event: DragEvent): HTMLElement | undefined {
    const list = event.currentTarget as HTMLElement;
    return [...list.children].find((card): card is HTMLElement => {
      const box = card.getBoundingClientRect();
      return card.matches(".canvas__item") && event.clientY < box.top + Math.min(box.height / 2, 30);
    });
  }

  private dropped(event: DragEvent, into: string): void {
    event.preventDefault();
    event.stopPropagation();
    const { desk } = this;
    const previous = this.before(event)?.previousElementSibling ?? (this.before(event) ? null : (event.currentTarget as HTMLElement).lastElementChild);
    const after = previous?.querySelector<HTMLElement>("[data-item]")?.dataset["item"] ?? null;
    const id = event.dataTransfer?.getData("text/x-centreline-item");
    const type = desk.types.get(event.dataTransfer?.getData("text/x-centreline-type") ?? "");
    if (id && id !== after && !(pathTo(find(desk.doc, id) ?? {}, into)?.length)) desk.run({ do: "move", id, into, list: "items", after });
    else if (type) { desk.select(after ? [after] : [into]); addItem(desk, type); }
    else this.draw();
  }
}

