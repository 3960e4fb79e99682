// The middle of the page when it is not the canvas: problems, the text.
import type { Desk } from "./desk";
import { h, renew } from "./dom";
import { find, type Node, partAt } from "./model";
import { focusProperties, showSheet } from "./adding";
import { about, apply } from "./commands";

export function problemsView(desk: Desk, box: HTMLElement): void {
  const aside = desk.aside.map((one, index) => h("li", { class: "note note--warn" },
    h("p", {}, desk.word("collided", { name: one.by, what: desk.nameOf(about(one.command)) })),
    h("div", { class: "row" },
      apply(desk.doc, one.command) !== null && h("button", { type: "button", class: "button button--small", onclick: () => { desk.aside.splice(index, 1); if (!desk.run(one.command)) desk.changed("changed"); } }, desk.word("use_mine")),
      h("button", { type: "button", class: "button button--small button--quiet", onclick: () => { desk.aside.splice(index, 1); desk.changed("changed"); } }, desk.word("drop_mine")))));
  const found = [...desk.told.problems].sort((a, b) => a.severity.localeCompare(b.severity));
  renew(box, h("h2", {}, desk.word("problems")), h("ul", { class: "stack" }, aside,
    found.map((one) => h("li", {}, h("button", { type: "button", class: `problem problem--${one.severity}`, "data-k": `${one.code} ${one.pointer}`, onclick: () => goTo(desk, one.pointer) },
      h("b", {}, desk.nameOf(partAt(desk.doc, one.pointer).id)), h("span", {}, one.message), h("span", { class: "muted" }, one.hint))))),
    !found.length && !aside.length && h("p", { class: "muted" }, desk.word("no_problems")));
}

/** To the place of a problem: its part is selected, what is folded over its control opens, the control has the focus. */
export function goTo(desk: Desk, pointer: string): void {
  const { id, path } = partAt(desk.doc, pointer);
  desk.view = "canvas";
  desk.select(id ? [id] : []);
  showSheet("properties");
  requestAnimationFrame(() => {
    const place = placeFor(path);
    if (!place) return focusProperties();
    for (let box = place.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
    (place.matches("input, select, textarea") ? place : place.querySelector<HTMLElement>("input, select, textarea, button"))?.focus();
  });
}

/** The control that stands for a way inside a part, or for as much of it as one can set. */
function placeFor(path: string): HTMLElement | null {
  for (let at = path; at; at = at.includes("/") ? at.slice(0, at.lastIndexOf("/")) : "") {
    const found = document.querySelector<HTMLElement>(`.designer__properties [data-at="${CSS.escape(at)}"]`);
    if (found) return found;
  }
  return null;
}

export function jsonView(desk: Desk, box: HTMLElement): void {
  const wrong = h("p", { class: "field__error", role: "alert" });
  const area = h("textarea", { class: "source", rows: 30, spellcheck: "false", id: "json-text", "data-k": "json-text" });
  area.value = desk.source;
  const apply = (): void => {
    try {
      const document = JSON.parse(area.value) as Node;
      if (document === null || typeof document !== "object" || Array.isArray(document) || !find(document, "")) throw new SyntaxError("{ }");
      desk.author(area.value, document);
      wrong.textContent = "";
      desk.run({ do: "replace", document });
    } catch (error) {
      wrong.textContent = desk.word("json_wrong", { why: (error as Error).message });
    }
  };
  renew(box, h("h2", {}, desk.word("json")), h("label", { for: "json-text" }, desk.word("json_lead")), wrong, area,
    h("div", { class: "row" }, h("button", { type: "button", class: "button button--primary", onclick: apply }, desk.word("apply"))));
}
