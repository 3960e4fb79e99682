// What waits on this device until the server has it. Sealed with a key that the server gives to whoever may write in the
// draft, and that is never stored: after signing out, nobody who takes the device can read it.

export interface Waiting {
  page: string;
  revision: number;
  changes: Record<string, unknown>;
  /** Whether the page itself was sent to the server after these words were kept. */
  sent?: boolean;
}

type Sealer = Pick<SubtleCrypto, "importKey" | "encrypt" | "decrypt">;
const BYTES = 12;
const SENT = "~";
const place = (draft: string): string => `centreline.draft.${draft}`;

/** On a page that shows a draft as the server has it: what was sent with the page before has arrived. */
export function forgetSent(draft: string): void {
  const store = storage("localStorage");
  if (store?.getItem(place(draft))?.startsWith(SENT)) store.removeItem(place(draft));
}

/** One draft's place. Without the means to seal (a page that is not served securely), words last as long as the tab. */
export class Shelf {
  private readonly place: string;
  private readonly store: Storage | null;
  private readonly key: Promise<CryptoKey> | null;
  private next: Waiting | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(draft: string, key: string, private readonly sealer: Sealer | null = globalThis.crypto?.subtle ?? null) {
    this.place = place(draft);
    this.store = storage(sealer ? "localStorage" : "sessionStorage");
    this.key = sealer ? sealer.importKey("raw", bytesOf(key), "AES-GCM", false, ["encrypt", "decrypt"]) : null;
  }

  /** Keeps `waiting` in place of what is there; of several calls at once the last counts. */
  put(waiting: Waiting): Promise<void> {
    this.next = waiting;
    this.turn = this.turn.then(() => this.write()).catch(() => undefined); // A full store: the words are still on the page.
    return this.turn;
  }

  /** What waits here; null when there is nothing that this key opens. */
  async take(): Promise<Waiting | null> {
    await this.turn;
    const kept = this.store?.getItem(this.place);
    if (!kept) return null;
    try {
      return JSON.parse(await this.opened(kept.replace(SENT, ""))) as Waiting;
    } catch {
      return null;
    }
  }

  /** Forgets what waits: the server has it. */
  clear(): void {
    this.next = null;
    this.store?.removeItem(this.place);
  }

  private async write(): Promise<void> {
    const waiting = this.next;
    if (!waiting) return;
    const sealed = await this.sealed(JSON.stringify(waiting));
    if (this.next) this.store?.setItem(this.place, (waiting.sent ? SENT : "") + sealed);
  }

  private async sealed(text: string): Promise<string> {
    if (!this.sealer || !this.key) return text;
    const iv = crypto.getRandomValues(new Uint8Array(BYTES));
    const body = await this.sealer.encrypt({ name: "AES-GCM", iv }, await this.key, new TextEncoder().encode(text));
    return [iv, new Uint8Array(body)].map((part) => Array.from(part, (byte) => byte.toString(16).padStart(2, "0")).join("")).join(".");
  }

  private async opened(kept: string): Promise<string> {
    if (!this.sealer || !this.key) return kept;
    const [iv = "", body = ""] = kept.split(".");
    const opened = await this.sealer.decrypt({ name: "AES-GCM", iv: bytesOf(iv) }, await this.key, bytesOf(body));
    return new TextDecoder().decode(opened);
  }
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function storage(name: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return globalThis[name];
  } catch {
    return null; // Forbidden by the browser's settings.
  }
}
