// What waits on this device until the server has it. Sealed with a key that the server gives to whoever may write there,
// and that is never stored: after signing out, nobody who takes the device can read it.

export type Sealer = Pick<SubtleCrypto, "importKey" | "encrypt" | "decrypt">;
const BYTES = 12;
const MARK = /^[^0-9a-f{]/;

/** One place of the device. Without the means to seal (a page that is not served securely), what it holds lasts as long as the tab. */
export class Shelf<Kept> {
  private readonly store: Storage | null;
  private readonly key: Promise<CryptoKey> | null;
  private next: { kept: Kept; mark: string } | null = null;
  private turn: Promise<boolean> = Promise.resolve(true);

  constructor(private readonly place: string, key: string, private readonly sealer: Sealer | null = sealerHere()) {
    this.store = storage(sealer ? "localStorage" : "sessionStorage");
    this.key = sealer ? sealer.importKey("raw", bytesOf(key), "AES-GCM", false, ["encrypt", "decrypt"]) : null;
  }

  /** Keeps `kept` in place of what is there; of several calls at once the last counts. `mark`: a sign that is read without the key. Answers whether it is kept. */
  put(kept: Kept, mark = ""): Promise<boolean> {
    this.next = { kept, mark };
    this.turn = this.turn.then(() => this.write()).catch(() => false); // A full store: the words are still on the page.
    return this.turn;
  }

  /** What waits here; null when there is nothing that this key opens. */
  async take(): Promise<Kept | null> {
    await this.turn;
    const found = this.store?.getItem(this.place);
    if (!found) return null;
    try {
      return JSON.parse(await this.opened(found.replace(MARK, ""))) as Kept;
    } catch {
      return null;
    }
  }

  /** Forgets what waits: the server has it. */
  clear(): void {
    this.next = null;
    this.store?.removeItem(this.place);
  }

  private async write(): Promise<boolean> {
    const waiting = this.next;
    if (!waiting) return true;
    const sealed = await this.sealed(JSON.stringify(waiting.kept));
    if (this.next) this.store?.setItem(this.place, waiting.mark + sealed);
    return this.store !== null;
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

/** The names of the places that begin with `start`, where a page of this device would find them. */
export function placesFrom(start: string, sealer: Sealer | null = sealerHere()): string[] {
  const store = storage(sealer ? "localStorage" : "sessionStorage");
  return Array.from({ length: store?.length ?? 0 }, (_none, index) => store!.key(index) ?? "").filter((name) => name.startsWith(start));
}

function sealerHere(): Sealer | null {
  return globalThis.crypto?.subtle ?? null;
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function storage(name: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return globalThis[name];
  } catch {
    return null; // Forbidden by the browser's settings.
  }
}
