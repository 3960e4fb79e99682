// A code with qualifiers: asks for those that its component has, and shows the notation that comes of it.

class ClassificationInput extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", () => this.settle());
    this.settle();
  }

  private value(part: string): string {
    return this.querySelector<HTMLSelectElement>(`[data-part="${part}"]`)?.value ?? "";
  }

  private settle(): void {
    const code = this.dataset["code"] || this.value("code"), component = code[0] ?? "";
    this.reveal("sign", component === "e");
    this.reveal("capacity", component === "d");
    this.reveal("performance", !!code);
    const first = this.value("performance"), second = component === "d" ? this.value("capacity") : "";
    const sign = component === "e" ? this.value("sign") || "." : ".";
    const output = this.querySelector("[data-notation]");
    if (output) output.textContent = code + (first || second ? sign + (first || "_") + second : "");
  }

  private reveal(part: string, shown: boolean): void {
    const box = this.querySelector<HTMLElement>(`[data-asks="${part}"]`);
    if (!box) return;
    box.hidden = !shown;
    const control = box.querySelector("select");
    if (!shown && control) control.value = part === "sign" ? "." : "";
  }
}

customElements.define("classification-input", ClassificationInput);
