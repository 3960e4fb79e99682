// Ranking: rows that move by buttons, by dragging, or by typing a number. The numbers typed are what is sent, so a page
// without this script sends the same.

import { announce } from "../face/live";

const PATHS = { up: "M5 12l5-5 5 5", down: "M5 8l5 5 5-5" };

class RankOrder extends HTMLElement {
  private get list(): HTMLElement { return this.querySelector<HTMLElement>(".ranking__rows")!; }
  private get rows(): HTMLElement[] { return [...this.list.children] as HTMLElement[]; }

  connectedCallback(): void {
    if (this.classList.contains("is-live")) return;
    this.classList.add("is-live");
    for (const row of this.rows) this.dress(row);
    this.sort();
    this.append(this.keeper());
    this.addEventListener("change", (event) => { if (event.target instanceof HTMLInputElement) this.typed(event.target); });
    this.mark();
  }

  private dress(row: HTMLElement): void {
    const grip = document.createElement("span");
    grip.className = "ranking__grip";
    grip.setAttribute("aria-hidden", "true");
    row.append(this.button("up", row), this.button("down", row), grip);
    row.addEventListener("pointerdown", (event) => this.grab(row, event));
  }

  private button(way: "up" | "down", row: HTMLElement): HTMLElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button--quiet button--small";
    made.dataset["way"] = way;
    made.setAttribute("aria-label", `${this.dataset[way]}: ${words(row)}`);
    made.innerHTML = `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="${PATHS[way]}"/></svg>`;
    made.addEventListener("click", () => {
      if (this.locked) return;
      const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
      if (way === "up") other?.before(row);
      else other?.after(row);
      this.number();
      const next = made.disabled ? row.querySelector<HTMLElement>("[data-way]:not(:disabled)") : made;
      next?.focus();
      announce(`${words(row)}: ${this.dataset["said"]} ${this.rows.indexOf(row) + 1}`);
    });
    return made;
  }

  private get locked(): boolean { return this.querySelector<HTMLInputElement>(".ranking__place")?.readOnly ?? false; }

  /** One press says that the order is right as it stands. */
  private keeper(): HTMLElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button--small";
    made.dataset["keep"] = "";
    made.textContent = this.dataset["keep"] ?? "";
    made.addEventListener("click", () => { if (!this.locked) { this.number(); this.querySelector<HTMLElement>("[data-way]:not(:disabled)")?.focus(); } });
    return made;
  }

  /** A number typed moves its row there. */
  private typed(input: HTMLInputElement): void {
    const row = input.closest<HTMLElement>("[data-rank]");
    const place = Number(input.value);
    if (!row || !Number.isInteger(place) || place < 1 || place > this.rows.length) return;
    const others = this.rows.filter((one) => one !== row);
    if (place > others.length) this.list.append(row);
    else others[place - 1]!.before(row);
    this.number();
    input.focus();
  }

  /** A mouse takes a row anywhere; a finger takes its grip, so that the page still scrolls. */
  private grab(row: HTMLElement, event: PointerEvent): void {
    if (this.locked || !(event.target instanceof Element) || event.target.closest("button, input") || event.button) return;
    if (event.pointerType === "touch" && !event.target.closest(".ranking__grip")) return;
    event.preventDefault();
    row.classList.add("is-held");
    const move = (moved: PointerEvent): void => {
      const above = this.rows.filter((one) => one !== row && middle(one) < moved.clientY).at(-1);
      if (above) { if (above.nextElementSibling !== row) above.after(row); } else if (this.list.firstElementChild !== row) this.list.prepend(row);
    };
    const drop = (): void => {
      row.classList.remove("is-held");
      for (const [name, does] of Object.entries(held)) document.removeEventListener(name, does as EventListener);
      this.number();
    };
    const held = { pointermove: move, pointerup: drop, pointercancel: drop }; // On the page: a moved row lets go of the pointer.
    for (const [name, does] of Object.entries(held)) document.addEventListener(name, does as EventListener);
  }

  /** Rows with a number first, in its order. */
  private sort(): void {
    const place = (row: HTMLElement): number => Number(input(row).value) || 999;
    this.list.append(...this.rows.sort((a, b) => place(a) - place(b)));
  }

  private number(): void {
    const wanted = Number(this.dataset["wanted"]);
    this.rows.forEach((row, index) => { input(row).value = index < wanted ? String(index + 1) : ""; });
    this.mark();
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private mark(): void {
    const ranked = this.rows.some((row) => input(row).value);
    this.classList.toggle("is-ranked", ranked);
    this.querySelector<HTMLElement>("[data-keep]")!.hidden = ranked;
    this.rows.forEach((row, index) => {
      row.querySelector<HTMLButtonElement>("[data-way=up]")!.disabled = index === 0;
      row.querySelector<HTMLButtonElement>("[data-way=down]")!.disabled = index === this.rows.length - 1;
      row.classList.toggle("is-out", ranked && !input(row).value);
    });
  }
}

const input = (row: HTMLElement): HTMLInputElement => row.querySelector<HTMLInputElement>(".ranking__place")!;
const words = (row: HTMLElement): string => row.querySelector(".ranking__words")?.textContent ?? "";
const middle = (row: HTMLElement): number => { const box = row.getBoundingClientRect(); return box.top + box.height / 2; };

customElements.define("rank-order", RankOrder);
