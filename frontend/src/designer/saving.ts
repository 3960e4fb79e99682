// Saves a moment after each change, hears what others did, and puts mine upon theirs. Until the server has it, it is kept here.
import { post, sentenceOf } from "./asking";
import { about, type Command } from "./commands";
import type { Desk } from "./desk";
import type { Theirs, Told } from "./given";
import { type Kept, Keeping } from "./keeping";
import { joined, type Noted, noted, rebase, yetToArrive } from "./merging";
import type { Node } from "./model";

const PAUSE = 500;
const RETRY = [2000, 4000, 10_000, 30_000];
const LOOK = 4000;
const WAIT = 100;

type Standing = Told & { revision: number; checksum: string };

export class Saving {
  /** What the server does not have yet; the first `sent` were sent at least once. */
  private mine: readonly Noted[] = [];
  private sent = 0;
  private asks = false;
  private stuck = false;
  private tries = 0;
  private timer = 0;
  /** Whether what waits would be found again on this device. */
  private safe = true;
  private readonly window = Math.random().toString(36).slice(2);
  private readonly keeping: Keeping;
  revision: number;
  private checksum: string;

  constructor(private readonly desk: Desk, private readonly show: (words: string, trouble?: boolean) => void) {
    this.revision = desk.given.revision;
    this.checksum = desk.given.checksum;
    this.keeping = new Keeping(desk.given.writer, desk.given.key);
    desk.onCommand = (command, before) => { this.note(command, before); };
    let aside = 0;
    desk.watch(() => { if (aside !== desk.aside.length) { aside = desk.aside.length; void this.keep(); } });
    window.addEventListener("online", () => this.soon(0));
    window.addEventListener("focus", () => { if (this.tries) this.soon(0); });
    window.addEventListener("pagehide", () => void this.send(true));
    window.addEventListener("beforeunload", (event) => { if (this.busy && !this.safe) event.preventDefault(); });
    setInterval(() => void this.look(), LOOK);
    void this.look();
    void this.takeUp();
  }

  get busy(): boolean { return this.mine.length > 0; }

  private note(command: Command, before: Node): void {
    this.mine = joined(this.mine, noted(command, before), this.sent);
    void this.keep();
    this.soon(PAUSE);
  }

  private async keep(): Promise<void> {
    const { revision, checksum, mine } = this;
    this.safe = await this.keeping.put({ revision, checksum, mine, aside: [...this.desk.aside] });
  }

  private soon(pause: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), pause);
  }

  /** Sends what waits; answers whether the server has everything now. */
  async send(leaving = false): Promise<boolean> {
    if (this.asks || !this.busy) return !this.busy;
    if (this.desk.held && !leaving) { this.soon(PAUSE); return false; }
    const { doc, source } = this.desk;
    const commands = this.mine.map((one) => one.command);
    this.sent = commands.length;
    this.asks = true;
    this.show(this.desk.word("saving"));
    const answer = await post(this.desk.given, "save", { revision: this.revision, checksum: this.checksum, commands, source }, leaving);
    this.asks = false;
    this.stuck = !answer?.ok && answer?.status !== 409;
    if (answer?.status === 409) { this.tries = 0; this.follow((await answer.json()) as Theirs & Told); return false; }
    if (!answer?.ok) { await this.hold(answer); return false; }
    this.arrived(commands.length, (await answer.json()) as Standing, source, doc);
    return !this.busy;
  }

  /** Whether everything is saved, as soon as that is known. */
  async settled(): Promise<boolean> {
    this.stuck = false;
    while (this.busy && !this.stuck) {
      await this.send();
      if (this.busy) await new Promise((go) => setTimeout(go, WAIT));
    }
    return !this.busy;
  }

  private arrived(count: number, saved: Standing, source: string, doc: Node): void {
    this.tries = this.sent = 0;
    this.mine = this.mine.slice(count);
    this.desk.author(source, doc);
    this.hear(saved);
    void this.keep();
    this.sayItIsSaved();
    if (this.busy) this.soon(0);
    else void this.takeUp();
  }

  private sayItIsSaved(): void {
    this.show(this.desk.word("saved", { time: new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }) }));
  }

  /** It is not saved: says why, and tries again where that may help. */
  private async hold(answer: Response | null): Promise<void> {
    const { desk } = this;
    const again = !answer || answer.status === 401 || answer.status >= 500;
    const why = answer && !again ? await sentenceOf(answer) : "";
    const refused = why ? desk.word("refused", { why }) : desk.word(answer?.status === 400 ? "too_large" : "unwell");
    this.show(!answer ? desk.word(this.safe ? "offline" : "offline_open") : answer.status === 401 ? desk.word("signed_out") : again ? desk.word("unwell") : refused, true);
    if (again) this.soon(RETRY[Math.min(this.tries++, RETRY.length - 1)]!);
  }

  private hear(answer: Standing): void {
    this.revision = answer.revision;
    this.checksum = answer.checksum;
    this.desk.told = answer;
    this.desk.changed("told");
  }

  /** Their form came first: mine follow it, what collides is set aside and told. */
  private follow(theirs: Theirs & Told): void {
    const { desk } = this;
    const stands = JSON.parse(theirs.source) as Node;
    const waiting = yetToArrive(this.mine, theirs.steps);
    const { doc, kept, aside } = rebase(waiting, stands);
    const by = theirs.steps.at(-1)?.by ?? "";
    const others = waiting.length === this.mine.length || theirs.steps.length > 1;
    this.mine = kept;
    this.sent = 0;
    desk.aside.push(...aside.map((command) => ({ command, by })));
    desk.take(doc, theirs.source, stands);
    this.hear(theirs);
    void this.keep();
    if (aside.length) desk.announce(desk.word("collided", { name: by, what: desk.nameOf(about(aside[0]!)) }));
    else if (others) desk.announce(desk.word("theirs", { name: by }));
    if (this.busy) this.soon(0);
    else this.sayItIsSaved();
  }

  /** What a window left that is open no more is drawn again here, and saved. */
  private takeUp(): Promise<void> {
    return this.keeping.left(async (kept) => {
      if (this.busy || this.desk.held) return false;
      this.desk.aside.push(...kept.aside);
      if (kept.mine.length) this.resume(kept);
      await this.keep();
      this.desk.announce(this.desk.word("restored"));
      return true;
    });
  }

  private resume({ revision, checksum, mine }: Kept): void {
    this.mine = mine;
    this.sent = mine.length;
    this.revision = revision;
    this.checksum = checksum;
    this.desk.resume(rebase(mine, this.desk.doc).doc);
    this.soon(0);
  }

  private async look(): Promise<void> {
    if (document.hidden || this.asks || this.desk.held) return;
    const place = this.desk.selected[0] ?? "";
    const { revision, checksum } = this;
    const answer = await post(this.desk.given, "look", { window: this.window, place, revision, checksum });
    if (!answer?.ok || this.asks || this.desk.held || revision !== this.revision) return;
    const found = (await answer.json()) as { people: { name: string; own: boolean }[]; theirs?: Theirs & Told };
    const names = [...new Set(found.people.filter((one) => !one.own).map((one) => one.name))];
    const twice = found.people.some((one) => one.own);
    if (found.theirs && found.theirs.checksum !== this.checksum) this.follow(found.theirs);
    if (names.join() === this.desk.people.join() && twice === this.desk.twice) return;
    Object.assign(this.desk, { people: names, twice });
    this.desk.changed("told");
  }
}
