// Keeps what is typed: on this device at once, on the server a moment after each change; then it leaves the device.
import { tokenNow } from "../keeping/token";
import { DraftShelf } from "./keeping";

export interface Saved {
  revision: number;
  saved: string;
  problems: { path: string; message: string; code: string; severity: string }[];
  calculated: Record<string, string>;
  pages: string[];
  /** Whether the server's answers became others by this. */
  changed: boolean;
}

export interface Stale {
  revision: number;
  panel?: string;
  submitted?: string;
}

export type Trouble = "offline" | "refused" | "signed-out";

export interface Options {
  address: string;
  page: string;
  draft: string;
  token: string;
  /** What seals the words that wait on this device, in hex. */
  key: string;
  revision: number;
  read: (key: string) => unknown;
  onSaved: (answer: Saved) => void;
  onStale: (answer: Stale, waited: boolean) => void;
  /** `told` is the server's own sentence, where it has one. */
  onTrouble: (kind: Trouble, told?: string) => void;
  onBusy: () => void;
}

const PAUSE = 700;
const LONGEST = 5000;
const RETRY = [2000, 5000, 10_000, 30_000];

export class Saver {
  revision: number;
  private readonly dirty = new Set<string>();
  private readonly pending = new Map<string, unknown>();
  private readonly shelf: DraftShelf;
  private timer = 0;
  private since = 0;
  private tries = 0;
  private busy = false;
  private going: Promise<unknown> | null = null;
  private stopped = false;
  private changed = false;
  /** Whether the writer must choose between two windows first. */
  conflicted = false;

  constructor(private readonly options: Options) {
    this.revision = options.revision;
    this.shelf = new DraftShelf(options.draft, options.key);
    window.addEventListener("online", () => this.soon(0));
    window.addEventListener("focus", () => { if (this.tries) this.soon(0); });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") void this.flush(true); });
    window.addEventListener("pagehide", () => void this.flush(true));
  }

  /** The field `key` changed: it is saved when the writer pauses. */
  touch(key: string): void {
    this.dirty.add(key);
    this.pending.set(key, this.options.read(key));
    this.keep();
    this.since ||= Date.now();
    if (!this.stopped) this.soon(Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now())));
  }

  /** Whether the last attempt did not reach the server. */
  get cutOff(): boolean {
    return this.tries > 0;
  }

  /** What is on its way to the server now: a page that is sent before it arrives would look like a second window. */
  get underWay(): Promise<unknown> | null {
    return this.busy ? this.going : null;
  }

  /** Nothing is saved any more: the page itself is being sent, or the writer must choose first. */
  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
  }

  /** Sends what waited on this device since the last visit; answers whether the server's answers changed by it. */
  async sendWaiting(): Promise<boolean> {
    const waiting = await this.shelf.take();
    if (!waiting || this.pending.size) return false;
    if (waiting.sent && waiting.revision < this.revision) {
      this.shelf.clear();
      return false;
    }
    for (const [key, value] of Object.entries(waiting.changes)) this.pending.set(key, value);
    this.revision = Math.min(this.revision, waiting.revision);
    return (await this.send(waiting.changes, waiting.page, false, true)) && this.changed;
  }

  /** The page itself carries everything to the server now; should it not arrive, the words are still here. */
  handOver(): void {
    if (this.pending.size) this.keep(true);
  }

  async flush(leaving = false): Promise<void> {
    if (this.stopped || this.busy || !this.dirty.size) return;
    const keys = [...this.dirty];
    this.dirty.clear();
    this.since = 0;
    await this.send(Object.fromEntries(keys.map((key) => [key, this.pending.get(key)])), this.options.page, leaving, false);
  }

  private soon(delay: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), delay);
  }

  private send(changes: Record<string, unknown>, page: string, leaving: boolean, waited: boolean): Promise<boolean> {
    const going = this.sendNow(changes, page, leaving, waited);
    this.going = going;
    return going;
  }

  private async sendNow(changes: Record<string, unknown>, page: string, leaving: boolean, waited: boolean): Promise<boolean> {
    this.busy = true;
    this.options.onBusy();
    try {
      const answer = await this.ask(changes, page, leaving);
      return await this.take(answer, changes, waited);
    } catch {
      return this.hold(changes, "offline");
    } finally {
      this.busy = false;
      if (this.dirty.size && !this.stopped && !this.tries) this.soon(PAUSE);
    }
  }

  private ask(changes: Record<string, unknown>, page: string, keepalive: boolean): Promise<Response> {
    const body = JSON.stringify({ revision: this.revision, page, changes });
    return fetch(this.options.address, {
      method: "POST",
      body,
      keepalive: keepalive && body.length < 60_000,
      headers: { "Content-Type": "application/json", "X-CSRFToken": tokenNow(this.options.token), Accept: "application/json" },
    });
  }

  private async take(answer: Response, changes: Record<string, unknown>, waited: boolean): Promise<boolean> {
    if (answer.status >= 500) throw new Error("the server is not well");
    if (answer.status === 401) return this.hold(changes, "signed-out");
    const json = !answer.redirected && answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.ok && json) {
      this.tries = 0;
      const saved = (await answer.json()) as Saved;
      this.revision = saved.revision;
      this.changed = saved.changed;
      this.arrived(changes);
      this.options.onSaved(saved);
      return true;
    }
    this.stop();
    if (answer.status === 409 && json) {
      this.conflicted = true;
      this.options.onStale((await answer.json()) as Stale, waited);
    } else {
      this.options.onTrouble("refused", json ? ((await answer.json()) as { message?: string }).message : "");
    }
    return false;
  }

  /** What the server has now need not wait here, unless it was changed again meanwhile. */
  private arrived(changes: Record<string, unknown>): void {
    for (const key of Object.keys(changes)) if (!this.dirty.has(key)) this.pending.delete(key);
    if (this.pending.size) this.keep();
    else this.shelf.clear();
  }

  private hold(changes: Record<string, unknown>, trouble: Trouble): false {
    Object.keys(changes).forEach((key) => this.dirty.add(key));
    this.options.onTrouble(trouble);
    this.soon(RETRY[Math.min(this.tries++, RETRY.length - 1)]!);
    return false;
  }

  private keep(sent = false): void {
    const { page } = this.options;
    void this.shelf.put({ page, revision: this.revision, changes: Object.fromEntries(this.pending), sent });
  }
}
