// Where the keyboard is: never nowhere, and from part to part with F6.
import { showSheet } from "./adding";
import type { Desk } from "./desk";

const PARTS = [".designer__head", ".designer__palette", ".designer__canvas", ".designer__preview", ".designer__properties"];
const FIRST = "a[href], button:not([tabindex='-1']), input, select, textarea, iframe";

/** Back to the form: to the selected part, else the first one, else the page's title; in another view, to its heading. */
export function backToForm(desk: Desk): void {
  const middle = document.querySelector<HTMLElement>(".designer__canvas")!;
  if (!isSeen(middle)) showSheet("outline");
  const [id] = desk.selected;
  const found = (id && middle.querySelector<HTMLElement>(`[data-k="${CSS.escape(id)}"]`)) || middle.querySelector<HTMLElement>(".card-item[tabindex='0']") || middle.querySelector<HTMLElement>(".canvas__title");
  (desk.view === "canvas" && found ? found : heading(middle)).focus();
}

function heading(middle: HTMLElement): HTMLElement {
  const found = middle.querySelector<HTMLElement>("h2") ?? middle;
  found.tabIndex = -1;
  return found;
}

/** Back to an element, or to the one that was drawn anew in its place; to the form where neither is seen any more. */
export function backTo(desk: Desk, before: Element | null): void {
  const name = before instanceof HTMLElement && before.dataset["k"];
  const again = before?.isConnected ? before : name && document.querySelector(`[data-k="${CSS.escape(name)}"]`);
  if (again instanceof HTMLElement && again !== document.body && isSeen(again)) again.focus();
  else backToForm(desk);
}

function isSeen(one: HTMLElement): boolean { return one.checkVisibility({ checkVisibilityCSS: true }); }

/** Runs what draws anew; whoever had the focus inside the designer still has one afterwards. */
export function keepingFocus(desk: Desk, draw: () => void): void {
  const before = document.activeElement;
  draw();
  if (before && before !== document.body && document.activeElement === document.body) backToForm(desk);
}

/** F6 goes on to the next part of the designer, with Shift back to the one before. */
export function watchParts(desk: Desk): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const parts = PARTS.map((one) => document.querySelector<HTMLElement>(one)!).filter(isSeen);
    const here = parts.findIndex((one) => one.contains(document.activeElement));
    const next = parts[(here + (event.shiftKey ? -1 : 1) + parts.length) % parts.length]!;
    if (next.matches(".designer__canvas")) backToForm(desk);
    else next.querySelector<HTMLElement>(FIRST)?.focus();
  });
}
