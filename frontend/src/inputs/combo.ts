// A choice found by typing (the ARIA combobox with a listbox). The hidden control holds the option's key; the words are
// for people. `data-url` names where options are asked for; without it they are the form's own options of `data-item`.

interface Option { key: string; label: string; note?: string }
interface Found { options: Option[]; more: boolean }

const WAIT_MS = 160;
let made = 0;

class ComboBox extends HTMLElement {
  private words!: HTMLInputElement;
  private held!: HTMLInputElement;
  private list!: HTMLElement;
  private status!: HTMLElement;
  private found: Option[] = [];
  private at = -1;
  private asked = 0;
  private said = "";
  private timer = 0;

  connectedCallback(): void {
    if (this.classList.contains("is-live")) return;
    this.classList.add("is-live");
    this.words = this.querySelector("input")!;
    this.build();
    this.words.addEventListener("input", (event) => { event.stopPropagation(); this.typed(); });
    this.words.addEventListener("keydown", (event) => this.pressed(event));
    this.words.addEventListener("click", () => this.ask());
    this.words.addEventListener("blur", () => this.left());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (row) this.take(Number(row.dataset["index"]));
    });
  }

  private build(): void {
    const id = `combo${made++}`;
    this.held = element("input", { type: "hidden", name: this.words.name, value: this.dataset["key"] ?? "" });
    this.held.dataset["value"] = "";
    this.words.removeAttribute("name");
    this.list = element("ul", { id, role: "listbox", class: "combo__list", hidden: "" });
    this.list.setAttribute("aria-label", this.words.labels?.[0]?.textContent?.trim() ?? "");
    this.status = element("p", { role: "status", class: "sr-only" });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id }))
      this.words.setAttribute(name, value);
    this.said = this.words.value;
    if (!this.held.value && this.words.value) this.held.value = this.words.value; // Words that name no option: the server says so.
    this.append(this.held, this.list, this.status);
  }

  private typed(): void {
    clearTimeout(this.timer);
    if (!this.words.value.trim()) this.hold("", "");
    this.timer = window.setTimeout(() => this.ask(), WAIT_MS);
  }

  private async ask(): Promise<void> {
    if (this.words.readOnly || this.words.disabled) return;
    const number = ++this.asked;
    const typed = this.words.value === this.said ? "" : this.words.value;
    const answer = await fetch(this.address(typed), { headers: { Accept: "application/json" } }).catch(() => null);
    if (number !== this.asked || !answer?.ok || document.activeElement !== this.words) return;
    const { options, more } = (await answer.json()) as Found;
    if (number === this.asked) this.open(options, more);
  }

  private address(typed: string): string {
    const url = new URL(this.dataset["url"] ?? own(), window.location.href);
    url.searchParams.set("q", typed);
    if (!this.dataset["url"]) url.searchParams.set("item", this.dataset["item"] ?? "");
    const under = this.dataset["under"];
    const level = under && this.closest("[data-row], form");
    if (level) url.searchParams.set("under", chosen(level, under));
    return url.href;
  }

  private open(options: Option[], more: boolean): void {
    this.found = options;
    this.at = -1;
    this.list.replaceChildren(...options.map((option, index) => this.row(option, index)));
    const last = options.length ? (more ? this.dataset["more"] : "") : this.dataset["none"];
    if (last) this.list.append(element("li", { class: "combo__more", role: "presentation" }, last));
    this.status.textContent = options.length ? `${options.length} ${this.dataset["count"] ?? ""}` : (this.dataset["none"] ?? "");
    this.show(true);
  }

  private row(option: Option, index: number): HTMLElement {
    const made = element("li", { role: "option", id: `${this.list.id}-${index}`, class: "combo__option", "aria-selected": String(option.key === this.held.value) }, option.label);
    made.dataset["index"] = String(index);
    if (option.note) made.append(element("span", { class: "combo__note" }, option.note));
    return made;
  }

  private pressed(event: KeyboardEvent): void {
    const open = !this.list.hidden;
    const last = this.found.length - 1;
    const go: Record<string, () => void> = {
      ArrowDown: () => (open ? this.point(Math.min(this.at + 1, last)) : void this.ask()),
      ArrowUp: () => (open ? this.point(Math.max(this.at - 1, 0)) : void this.ask()),
      Home: () => this.point(0),
      End: () => this.point(last),
      Enter: () => this.take(this.at),
      Escape: () => this.show(false),
    };
    const does = go[event.key];
    if (!does || (!open && !event.key.startsWith("Arrow")) || (event.key === "Enter" && this.at < 0)) return;
    event.preventDefault();
    does();
  }

  private point(index: number): void {
    this.list.children[this.at]?.classList.remove("is-at");
    this.at = index;
    const row = this.list.children[index];
    row?.classList.add("is-at");
    row?.scrollIntoView({ block: "nearest" });
    this.words.setAttribute("aria-activedescendant", row?.id ?? "");
  }

  private take(index: number): void {
    const option = this.found[index];
    if (!option) return;
    this.hold(option.key, option.label);
    this.words.value = option.label;
    this.show(false);
  }

  private hold(key: string, words: string): void {
    this.said = words;
    if (this.held.value === key) return;
    this.held.value = key;
    this.held.dispatchEvent(new Event("input", { bubbles: true }));
    this.held.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Words that were typed but never chosen are sent as they are: the server knows an option by its full name. */
  private left(): void {
    this.show(false);
    if (this.words.value !== this.said) this.hold(this.words.value.trim(), this.words.value);
  }

  private show(open: boolean): void {
    clearTimeout(this.timer);
    if (!open) this.asked++;
    this.list.hidden = !open;
    this.words.setAttribute("aria-expanded", String(open));
    if (!open) this.words.removeAttribute("aria-activedescendant");
  }
}

/** Where the form's own options are asked for. */
function own(): string {
  const state = JSON.parse(document.getElementById("fill-state")?.textContent ?? "{}") as { options?: string };
  return state.options ?? "";
}

/** What is chosen in a field of the same level. */
function chosen(level: Element, key: string): string {
  const fields = [...level.querySelectorAll(`[data-field="${key}"]`)];
  const field = fields.find((one) => one.parentElement?.closest("[data-row], form") === level);
  return field?.querySelector<HTMLInputElement>("[data-value], :checked, select")?.value ?? "";
}

function element<T extends keyof HTMLElementTagNameMap>(tag: T, attributes: Record<string, string>, text = ""): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

customElements.define("combo-box", ComboBox);
