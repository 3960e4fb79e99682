// Elements in a line: h("button", { class: "button", onclick }, "Undo").
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: any) => void)>;
type Child = globalThis.Node | string | null | undefined | false | Child[];

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "value") (element as HTMLInputElement).value = String(value ?? "");
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  add(element, children);
  return element;
}

function add(element: HTMLElement, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child) element.append(child);
  }
}

const SVG = "http://www.w3.org/2000/svg";

const TYPED = "input:not([type=checkbox], [type=radio]), textarea, select";
const REACHED = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";

/**
 * Exchanges what is inside. The focus and the caret go back to the element with the same data-k; where that is gone, to
 * a button of its kind at the same place (the next row, when a row was removed): never to another box to type in, or the
 * rest of a word would be written there. What was folded out stays so.
 */
export function renew(box: HTMLElement, ...children: Child[]): void {
  const active = document.activeElement;
  const held = active instanceof HTMLElement && box.contains(active) ? active : null;
  const index = held ? reached(box).indexOf(held) : -1;
  const caret = held instanceof HTMLInputElement && held.type === "text" ? held.selectionStart : null;
  const unfolded = new Set([...box.querySelectorAll<HTMLDetailsElement>("details[open]")].map(foldOf));
  const top = box.scrollTop;
  box.replaceChildren();
  add(box, children);
  box.querySelectorAll("details").forEach((one) => { if (unfolded.has(foldOf(one))) one.open = true; });
  box.scrollTop = top;
  if (!held) return;
  const name = held.dataset["k"];
  const again = (name && box.querySelector<HTMLElement>(`[data-k="${CSS.escape(name)}"]`)) || (!held.matches(TYPED) && likeIt(box, held, index));
  if (again) again.focus({ preventScroll: true });
  if (caret !== null && again instanceof HTMLInputElement && again.type === "text") again.setSelectionRange(caret, caret);
}

function reached(box: HTMLElement): HTMLElement[] { return [...box.querySelectorAll<HTMLElement>(REACHED)]; }

function foldOf(one: HTMLDetailsElement): string { return one.dataset["k"] ?? one.querySelector("summary")?.textContent ?? ""; }

/** The element of the same kind nearest to the place where `held` was. */
function likeIt(box: HTMLElement, held: HTMLElement, index: number): HTMLElement | undefined {
  const all = reached(box);
  const near = all.map((one, at) => ({ one, far: Math.abs(at - index) })).sort((a, b) => a.far - b.far);
  return near.find(({ one, far }) => far < 12 && one.tagName === held.tagName && one.className === held.className)?.one;
}

/** Two dots and a line: the mark of a thing that can be dragged. */
export function grip(): SVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 10 16");
  drawing.setAttribute("class", "grip");
  drawing.setAttribute("aria-hidden", "true");
  for (const [x, y] of [[2, 3], [8, 3], [2, 8], [8, 8], [2, 13], [8, 13]]) {
    const dot = document.createElementNS(SVG, "circle");
    dot.setAttribute("cx", String(x));
    dot.setAttribute("cy", String(y));
    dot.setAttribute("r", "1.4");
    drawing.append(dot);
  }
  return drawing;
}
