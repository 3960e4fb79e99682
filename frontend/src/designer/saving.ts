// Saves a moment after each change, hears what others did, and puts mine upon theirs.
import { about, type Command } from "./commands";
import type { Desk } from "./desk";
import type { Theirs, Told } from "./given";
import { rebase } from "./merging";
import type { Node } from "./model";

const PAUSE = 500;
const RETRY = 4000;
const LOOK = 4000;

export class Saving {
  private pending: Command[] = [];
  private sending: Command[] = [];
  /** The form that stands on the server, as far as this window knows. */
  private base: Node;
  private timer = 0;
  private readonly window = Math.random().toString(36).slice(2);
  revision: number;
  private checksum: string;

  constructor(private readonly desk: Desk, private readonly show: (words: string, trouble?: boolean) => void) {
    this.base = desk.doc;
    this.revision = desk.given.revision;
    this.checksum = desk.given.checksum;
    desk.onCommand = (command) => { this.pending.push(command); this.soon(PAUSE); };
    window.addEventListener("beforeunload", (event) => { if (this.busy) event.preventDefault(); });
    setInterval(() => void this.look(), LOOK);
    void this.look();
  }

  get busy(): boolean { return this.pending.length + this.sending.length > 0; }

  private soon(pause: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), pause);
  }

  private async send(): Promise<void> {
    if (this.sending.length || !this.pending.length) return;
    this.sending = this.pending;
    this.pending = [];
    const doc = this.desk.doc;
    const source = this.desk.source;
    this.show(this.desk.word("saving"));
    const answer = await this.ask("save", { revision: this.revision, checksum: this.checksum, commands: this.sending, source });
    const commands = this.sending;
    this.sending = [];
    if (answer?.status === 409) return this.follow((await answer.json()) as Theirs, commands);
    if (!answer?.ok) {
      this.pending = [...commands, ...this.pending];
      const why = answer ? String(((await answer.json().catch(() => ({}))) as { why?: string }).why ?? answer.status) : "";
      this.show(this.desk.word(answer ? "refused" : "offline", { why }), true);
      if (!answer) this.soon(RETRY);
      return;
    }
    const saved = (await answer.json()) as Told & { revision: number; checksum: string };
    this.base = doc;
    this.desk.author(source, doc);
    this.hear(saved);
    this.show(this.desk.word("saved", { time: new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }) }));
    if (this.pending.length) this.soon(0);
  }

  private hear(answer: Told & { revision: number; checksum: string }): void {
    this.revision = answer.revision;
    this.checksum = answer.checksum;
    this.desk.told = answer;
    this.desk.changed("told");
  }

  /** Their form came first: mine follow it, what collides is set aside and told. */
  private follow(theirs: Theirs & Partial<Told>, mine: Command[]): void {
    const stands = JSON.parse(theirs.source) as Node;
    const { doc, kept, aside } = rebase([...mine, ...this.pending], this.base, stands);
    const by = theirs.steps.at(-1)?.by ?? "";
    this.base = stands;
    this.pending = kept;
    this.revision = theirs.revision;
    this.checksum = theirs.checksum;
    this.desk.aside.push(...aside.map((command) => ({ command, by })));
    this.desk.take(doc, theirs.source, stands);
    this.desk.tell(aside.length ? this.desk.word("collided", { name: by, what: this.desk.nameOf(about(aside[0]!)) }) : this.desk.word("theirs", { name: by }));
    if (theirs.problems) this.hear(theirs as Theirs & Told);
    if (this.pending.length) this.soon(0);
  }

  private async look(): Promise<void> {
    if (document.hidden || this.sending.length) return;
    const place = this.desk.selected[0] ?? "";
    const answer = await this.ask("look", { window: this.window, place, revision: this.revision, checksum: this.checksum });
    if (!answer?.ok || this.sending.length) return;
    const found = (await answer.json()) as { people: { name: string }[]; theirs?: Theirs & Told };
    const names = [...new Set(found.people.map((one) => one.name))];
    if (found.theirs && found.theirs.checksum !== this.checksum) this.follow(found.theirs, []);
    if (names.join() !== this.desk.people.join()) { this.desk.people = names; this.desk.changed("told"); }
  }

  async ask(name: "save" | "look" | "try" | "blocks", body: unknown): Promise<Response | null> {
    const token = document.body.dataset["csrf"] ?? "";
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    return fetch(this.desk.given.urls[name], { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
  }
}
