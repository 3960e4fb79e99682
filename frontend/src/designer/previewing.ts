// The living preview: the real page in a frame, and what every rule says of the sample answers typed there.
import type { Desk } from "./desk";
import { h, renew } from "./dom";
import { find } from "./model";
import type { Language } from "./texts";

interface Verdicts {
  rules: { id: string; label: string; rule: string; verdict: boolean | string }[];
  checks: { id: string; label: string; verdict: boolean }[];
  scores: { id: string; label: string; value: string; band: string }[];
}

const LONGEST_ADDRESS = 6000;

export class Preview {
  private readonly frame = h("iframe", { class: "preview__frame", title: "", tabindex: 0 });
  private readonly verdicts = h("div", { class: "verdicts", "aria-live": "polite" });
  private readonly waits = h("p", { class: "note note--warn", hidden: true });
  private language: Language;
  private readonly device: HTMLSelectElement;
  private readonly answers: Record<string, unknown> = {};
  private timer = 0;
  private shown = "";

  constructor(private readonly desk: Desk, box: HTMLElement, private readonly root: HTMLElement, private readonly ask: (name: "try", body: object) => Promise<Response | null>) {
    this.language = desk.given.language;
    this.frame.title = desk.word("preview");
    this.waits.textContent = desk.word("preview_waits");
    const pick = (k: string, options: [string, string][], change: (value: string) => void): HTMLSelectElement => {
      const select = h("select", { class: "preview__pick", "aria-label": k, onchange: () => change(select.value) }, options.map(([value, label]) => h("option", { value }, label)));
      return select;
    };
    this.device = pick(desk.word("preview"), [["phone", desk.word("phone")], ["desktop", desk.word("desktop")]], (value) => { this.root.dataset["preview"] = value; });
    const language = pick(desk.word("language"), [["en", "English"], ["zh-Hant", "中文"]], (value) => { this.language = value as Language; this.load(); });
    language.value = this.language;
    box.append(h("div", { class: "preview__bar" }, h("h2", {}, desk.word("preview")),
      this.device, language),
      this.waits, h("div", { class: "preview__device" }, this.frame), h("section", { class: "preview__try" }, h("h2", {}, desk.word("try")), h("p", { class: "muted" }, desk.word("try_lead")), this.verdicts));
    window.addEventListener("message", (event: MessageEvent<{ answers?: Record<string, unknown> }>) => {
      if (event.origin !== location.origin || event.source !== this.frame.contentWindow || !event.data.answers) return;
      Object.assign(this.answers, event.data.answers);
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.judge(), 400);
    });
    desk.watch((why) => this.hear(why));
    this.load();
    void this.judge();
  }

  /** As narrow as on a phone, so that the palette has room beside it. */
  narrow(): void {
    this.root.dataset["preview"] = this.device.value = "phone";
  }

  private hear(why: string): void {
    const page = this.page();
    if (why === "told") { this.waits.hidden = this.desk.told.compiles; if (this.desk.told.compiles) { this.load(); void this.judge(); } }
    else if (why === "selected" && page !== this.shown) this.load();
  }

  private page(): string { return String(find(this.desk.doc, this.desk.page)?.["key"] ?? ""); }

  load(): void {
    if (!this.desk.told.compiles) { this.waits.hidden = false; if (this.shown || this.frame.src) return; }
    this.shown = this.page();
    const answers = JSON.stringify(this.answers);
    const query = new URLSearchParams({ page: this.shown, language: this.language, ...(answers.length < LONGEST_ADDRESS && { answers }) });
    const address = `${this.desk.given.urls.preview}?${query.toString()}`;
    if (this.frame.contentWindow && this.frame.src) this.frame.contentWindow.location.replace(address);
    else this.frame.src = address;
  }

  private async judge(): Promise<void> {
    if (!this.desk.told.compiles) return;
    const answer = await this.ask("try", { answers: this.answers });
    if (!answer?.ok) return;
    const { desk } = this;
    const found = (await answer.json()) as Verdicts;
    const names = new Map(desk.given.palette.common.map((one) => [one.name, one.label]));
    const mark = (verdict: boolean | string, yes: string, no: string): HTMLElement => h("span", { class: `pill ${verdict === true ? "pill--done" : ""}` }, typeof verdict === "string" ? verdict : verdict ? yes : no);
    const line = (label: string, pill: HTMLElement): HTMLElement => h("li", {}, h("span", {}, label), pill);
    renew(this.verdicts, h("ul", {},
      found.scores.map((one) => line(one.label, mark([one.value, one.band].filter(Boolean).join(" · "), "", ""))),
      found.checks.map((one) => line(one.label, mark(one.verdict, desk.word("holds"), desk.word("fails")))),
      found.rules.map((one) => line(`${one.label}: ${names.get(one.rule) ?? one.rule}`, mark(one.verdict, desk.word("yes"), desk.word("no"))))),
      !found.rules.length && !found.checks.length && !found.scores.length && h("p", { class: "muted" }, desk.word("no_rules")));
  }
}
