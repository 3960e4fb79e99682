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

/** Exchanges what is inside, and gives the focus and the caret back to the element with the same data-k. */
export function renew(box: HTMLElement, ...children: Child[]): void {
  const active = document.activeElement;
  const held = active instanceof HTMLElement && box.contains(active) ? active.dataset["k"] : undefined;
  const caret = active instanceof HTMLInputElement && active.type === "text" ? active.selectionStart : null;
  const top = box.scrollTop;
  box.replaceChildren();
  add(box, children);
  box.scrollTop = top;
  if (!held) return;
  const again = box.querySelector<HTMLElement>(`[data-k="${CSS.escape(held)}"]`);
  again?.focus({ preventScroll: true });
  if (caret !== null && again instanceof HTMLInputElement) again.setSelectionRange(caret, caret);
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
