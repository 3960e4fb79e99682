// What is rarely used folds away. It opens by itself where something in it is set, and stays as one left it.
import type { Desk } from "./desk";
import { h } from "./dom";

const opened = new Map<string, boolean>();

export function more(desk: Desk, name: string, isSet: boolean, children: (HTMLElement | false)[]): HTMLElement {
  const box = h("details", { class: "more properties__more", open: opened.get(name) ?? isSet, ontoggle: () => opened.set(name, box.open) },
    h("summary", { "data-k": `more ${name}` }, desk.word("more")), children);
  return box;
}
