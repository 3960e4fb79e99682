// What a window has drawn and the server does not have yet, on this device. Each open window has a place of its own; what
// a window left that is open no more (it was closed, it crashed, somebody signed out) is taken over by the next one.
import { placesFrom, Shelf } from "../keeping/shelf";
import type { Command } from "./commands";
import type { Noted } from "./merging";

export interface Aside { command: Command; by: string }
export interface Kept { revision: number; checksum: string; mine: readonly Noted[]; aside: readonly Aside[] }

const PATIENCE = 1500;

export class Keeping {
  private readonly places: string;
  private readonly own: string;
  private readonly shelf: Shelf<Kept>;

  /** `writer` names the form and who draws it, `key` seals what is kept. */
  constructor(writer: string, private readonly key: string) {
    this.places = `centreline.design.${writer}.`;
    this.own = this.places + Math.random().toString(36).slice(2);
    this.shelf = new Shelf<Kept>(this.own, key);
    void locks()?.request(this.own, () => new Promise(() => {})).catch(() => undefined); // Held as long as the window is open.
  }

  /** Keeps what is not saved, and forgets it when there is nothing. Answers whether it would outlive the window. */
  async put(kept: Kept): Promise<boolean> {
    if (kept.mine.length || kept.aside.length) return (await this.shelf.put(kept)) && locks() !== undefined;
    this.shelf.clear();
    return true;
  }

  /** Gives what closed windows left to `take`, one after the other until it declines. It leaves their place when `take` has kept it. */
  async left(take: (kept: Kept) => Promise<boolean>): Promise<void> {
    for (const place of placesFrom(this.places)) {
      if (place === this.own) continue;
      await free(place, async () => {
        const shelf = new Shelf<Kept>(place, this.key);
        const kept = await shelf.take();
        if (kept && (await take(kept))) shelf.clear();
      });
    }
  }
}

function locks(): LockManager | undefined {
  return globalThis.navigator?.locks;
}

/** Does something while no open window holds the place; not at all when one does. */
async function free(place: string, run: () => Promise<void>): Promise<void> {
  const found = locks();
  if (!found) return run(); // Without locks nothing outlives the tab, so nobody else is there.
  await found.request(place, { signal: AbortSignal.timeout(PATIENCE) }, run).catch(() => undefined);
}
