// What everybody should read: it stays above the form until it is put away, and is said to who cannot see.
import type { Desk } from "./desk";
import { h } from "./dom";
import { backTo } from "./focusing";

export function newsBar(desk: Desk): HTMLElement {
  const words = h("p", {});
  let before: Element | null = null;
  const away = (): void => { bar.hidden = true; backTo(desk, before); };
  const bar = h("div", { class: "designer__said", hidden: true }, words,
    h("button", { type: "button", class: "button button--small button--quiet", onfocus: (event: FocusEvent) => { before = event.relatedTarget as Element | null; }, onclick: away }, desk.word("dismiss")));
  bar.addEventListener("keydown", (event) => { if (event.key === "Escape") away(); });
  desk.onNews = (said) => { words.textContent = said; bar.hidden = false; desk.tell(said); };
  return bar;
}
