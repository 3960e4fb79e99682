// A reference: type a few letters of a name or a number, and choose. Without this script an exact name or number does.
import { announce } from "../face/live";
import { beside, put } from "../fill/drafts";

interface Match { ref: string; text: string; detail: string }
interface Found { found: Match[]; more: boolean }

const PAUSE = 200;

class ReferenceInput extends HTMLElement {
  private timer = 0;
  private asked = 0;
  private active = -1;
  private offered: Match[] = [];
  private list!: HTMLElement;

  connectedCallback(): void {
    if (this.list) return;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `${this.text.id}-list`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset["list"] ?? "");
    this.append(this.list);
    const text = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(text)) this.text.setAttribute(name, value);
    this.text.addEventListener("input", (event) => { if (event.isTrusted || event instanceof InputEvent) this.typed(); });
    this.text.addEventListener("keydown", (event) => this.pressed(event));
    this.text.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.choose(this.offered[Number(option.dataset["index"])]!);
    });
    this.tell();
  }

  private get text(): HTMLInputElement { return this.querySelector<HTMLInputElement>("[data-text]")!; }
  private get ref(): HTMLInputElement { return this.querySelector<HTMLInputElement>("[data-ref]")!; }

  private typed(): void {
    put(this.ref, "");
    this.tell();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const words = this.text.value.trim(), address = beside(`choose/${this.dataset["item"]}/`);
    const number = ++this.asked;
    if (!words || !address) return this.close();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      if (number !== this.asked || document.activeElement !== this.text) return;
      if (answer.ok) this.offer((await answer.json()) as Found);
    } catch {
      this.close(); // Without a connection one goes on typing; the server looks the name up when it is back.
    }
  }

  private offer(found: Found): void {
    this.offered = found.found;
    this.list.replaceChildren(...this.offered.map((match, index) => this.option(match, index)));
    const words = !this.offered.length ? this.dataset["none"] : found.more ? this.dataset["more"] : "";
    if (words) this.list.append(this.remark(words));
    this.list.hidden = false;
    this.text.setAttribute("aria-expanded", "true");
    this.mark(-1);
    announce(words || (this.dataset["found"] ?? "").replace("{count}", String(this.offered.length)));
  }

  private option(match: Match, index: number): HTMLElement {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.className = "suggestions__one";
    option.dataset["index"] = String(index);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const detail = document.createElement("span");
    detail.className = "muted";
    detail.textContent = match.detail;
    option.append(match.text, " ", detail);
    return option;
  }

  private remark(words: string): HTMLElement {
    const line = document.createElement("li");
    line.className = "suggestions__remark muted";
    line.setAttribute("role", "option");
    line.setAttribute("aria-disabled", "true");
    line.textContent = words;
    return line;
  }

  private pressed(event: KeyboardEvent): void {
    const open = !this.list.hidden, count = this.offered.length;
    if (event.key === "ArrowDown" && !open) void this.ask();
    else if (event.key === "ArrowDown" && count) this.mark((this.active + 1) % count);
    else if (event.key === "ArrowUp" && open && count) this.mark((this.active - 1 + count) % count);
    else if (event.key === "Enter" && open && this.active >= 0) this.choose(this.offered[this.active]!);
    else if ((event.key === "Escape" || event.key === "Enter") && open) this.close();
    else return;
    event.preventDefault();
  }

  private mark(index: number): void {
    this.active = index;
    [...this.list.querySelectorAll("[data-index]")].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === index));
      if (at === index) option.scrollIntoView({ block: "nearest" });
    });
    if (index < 0) this.text.removeAttribute("aria-activedescendant");
    else this.text.setAttribute("aria-activedescendant", `${this.list.id}-${index}`);
  }

  private choose(match: Match): void {
    this.text.value = match.text;
    put(this.ref, match.ref);
    this.close();
    this.tell();
    this.text.dispatchEvent(new Event("change", { bubbles: true }));
    announce((this.dataset["chosen"] ?? "").replace("{name}", match.text));
  }

  private close(): void {
    this.list.hidden = true;
    this.text.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  /** Shows whether the name stands for something on the register. */
  private tell(): void {
    const known = this.querySelector<HTMLElement>("[data-known]");
    if (known) known.hidden = !this.ref.value;
  }
}

customElements.define("reference-input", ReferenceInput);
