// The words of a draft that wait on this device.
import { type Sealer, Shelf, storage } from "../keeping/shelf";

export interface Waiting {
  page: string;
  revision: number;
  changes: Record<string, unknown>;
  /** Whether the page itself was sent to the server after these words were kept. */
  sent?: boolean;
}

const SENT = "~";
const place = (draft: string): string => `centreline.draft.${draft}`;

/** On a page that shows a draft as the server has it: what was sent with the page before has arrived. */
export function forgetSent(draft: string): void {
  const store = storage("localStorage");
  if (store?.getItem(place(draft))?.startsWith(SENT)) store.removeItem(place(draft));
}

/** One draft's place. */
export class DraftShelf extends Shelf<Waiting> {
  constructor(draft: string, key: string, sealer?: Sealer | null) {
    super(place(draft), key, sealer);
  }

  override put(waiting: Waiting): Promise<boolean> {
    return super.put(waiting, waiting.sent ? SENT : "");
  }
}
