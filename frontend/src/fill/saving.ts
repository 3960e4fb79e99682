// Keeps what is typed: on the server a moment after each change, on this device while the server cannot be reached.

export interface Saved {
  revision: number;
  saved: string;
  problems: { path: string; message: string; code: string; severity: string }[];
  calculated: Record<string, string>;
  pages: string[];
}

export interface Stale {
  revision: number;
  panel?: string;
  submitted?: string;
}

interface Waiting {
  page: string;
  revision: number;
  changes: Record<string, unknown>;
}

export interface Options {
  address: string;
  page: string;
  draft: string;
  token: string;
  revision: number;
  read: (key: string) => unknown;
  onSaved: (answer: Saved) => void;
  onStale: (answer: Stale, waited: boolean) => void;
  onTrouble: (kind: "offline" | "refused") => void;
  onBusy: () => void;
}

const PAUSE = 700;
const LONGEST = 5000;
const RETRY = [2000, 5000, 10_000, 30_000];

export class Saver {
  revision: number;
  private readonly dirty = new Set<string>();
  private timer = 0;
  private since = 0;
  private tries = 0;
  private busy = false;
  private going: Promise<unknown> | null = null;
  private stopped = false;
  /** Whether the writer must choose between two windows first. */
  conflicted = false;

  constructor(private readonly options: Options) {
    this.revision = options.revision;
    window.addEventListener("online", () => this.soon(0));
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") void this.flush(true); });
    window.addEventListener("pagehide", () => void this.flush(true));
  }

  /** The field `key` changed: it is saved when the writer pauses. */
  touch(key: string): void {
    this.dirty.add(key);
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

  /** Sends what waited on this device since the last visit; answers whether it was saved. */
  async sendWaiting(): Promise<boolean> {
    const waiting = this.kept();
    if (!waiting) return false;
    this.revision = Math.min(this.revision, waiting.revision);
    return this.send(waiting.changes, waiting.page, false, true);
  }

  async flush(leaving = false): Promise<void> {
    if (this.stopped || this.busy || !this.dirty.size) return;
    const keys = [...this.dirty];
    this.dirty.clear();
    this.since = 0;
    await this.send(Object.fromEntries(keys.map((key) => [key, this.options.read(key)])), this.options.page, leaving, false);
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
      return await this.take(answer, changes, page, waited);
    } catch {
      this.hold(changes, page);
      return false;
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
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.options.token, Accept: "application/json" },
    });
  }

  private async take(answer: Response, changes: Record<string, unknown>, page: string, waited: boolean): Promise<boolean> {
    if (answer.status >= 500) throw new Error("the server is not well");
    const json = !answer.redirected && answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.ok && json) {
      this.tries = 0;
      this.forget();
      const saved = (await answer.json()) as Saved;
      this.revision = saved.revision;
      this.options.onSaved(saved);
      return true;
    }
    if (answer.status === 409 && json) {
      this.conflicted = true;
      this.stop();
      this.keep(changes, page);
      this.options.onStale((await answer.json()) as Stale, waited);
    } else {
      this.keep(changes, page);
      this.stop();
      this.options.onTrouble("refused");
    }
    return false;
  }

  private hold(changes: Record<string, unknown>, page: string): void {
    this.keep(changes, page);
    Object.keys(changes).forEach((key) => this.dirty.add(key));
    this.options.onTrouble("offline");
    this.soon(RETRY[Math.min(this.tries++, RETRY.length - 1)]!);
  }

  private get place(): string {
    return `centreline.draft.${this.options.draft}`;
  }

  private kept(): Waiting | null {
    try {
      return JSON.parse(localStorage.getItem(this.place) ?? "null") as Waiting | null;
    } catch {
      return null;
    }
  }

  private keep(changes: Record<string, unknown>, page: string): void {
    try {
      const before = this.kept();
      const waiting = { page, revision: before?.revision ?? this.revision, changes: { ...before?.changes, ...changes } };
      localStorage.setItem(this.place, JSON.stringify(waiting));
    } catch {
      // A full or forbidden store: the words are still on the page.
    }
  }

  /** Removes what waited on this device: it is on the server, or the page itself carries it there. */
  forget(): void {
    try {
      localStorage.removeItem(this.place);
    } catch {
      // Nothing was kept there.
    }
  }
}
