import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DraftShelf, forgetSent } from "../fill/keeping";
import { placesFrom, Shelf } from "./shelf";

class Drawer {
  private readonly held = new Map<string, string>();
  getItem = (name: string): string | null => this.held.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.held.set(name, value);
  key = (index: number): string | null => [...this.held.keys()][index] ?? null;
  get length(): number { return this.held.size; }
  removeItem = (name: string): void => void this.held.delete(name);
}

const KEY = "ab".repeat(32);
const WORDS = { page: "need", revision: 3, changes: { name: "陳大文 & family" } };

beforeEach(() => {
  Object.assign(globalThis, { localStorage: new Drawer(), sessionStorage: new Drawer() });
});

test("what waits is read again with the same key, on a later visit too", async () => {
  await new DraftShelf("d1", KEY).put(WORDS);
  assert.deepEqual(await new DraftShelf("d1", KEY).take(), WORDS);
  assert.equal(await new DraftShelf("d2", KEY).take(), null);
});

test("without the key nobody reads it, and it is not lost by trying", async () => {
  await new DraftShelf("d1", KEY).put(WORDS);
  assert.ok(!localStorage.getItem("centreline.draft.d1")!.includes("family"));
  assert.equal(await new DraftShelf("d1", "cd".repeat(32)).take(), null);
  assert.deepEqual(await new DraftShelf("d1", KEY).take(), WORDS);
});

test("of several words at once the last stay, and what was cleared does not come back", async () => {
  const shelf = new DraftShelf("d1", KEY);
  void shelf.put({ ...WORDS, revision: 4 });
  await shelf.put({ ...WORDS, revision: 5 });
  assert.equal((await shelf.take())?.revision, 5);
  const late = shelf.put(WORDS);
  shelf.clear();
  await late;
  assert.equal(await shelf.take(), null);
});

test("only what went with the page is forgotten when the page has arrived", async () => {
  const shelf = new DraftShelf("d1", KEY);
  await shelf.put(WORDS);
  forgetSent("d1");
  assert.deepEqual(await shelf.take(), WORDS);
  await shelf.put({ ...WORDS, sent: true });
  assert.equal((await shelf.take())?.sent, true);
  forgetSent("d1");
  assert.equal(await shelf.take(), null);
});

test("where the browser cannot seal, words last as long as the tab", async () => {
  const shelf = new DraftShelf("d1", KEY, null);
  await shelf.put(WORDS);
  assert.equal(localStorage.getItem("centreline.draft.d1"), null);
  assert.deepEqual(await shelf.take(), WORDS);
});

test("the places of one kind are found by how they begin", async () => {
  await new Shelf<number[]>("form.1.a", KEY).put([1]);
  await new Shelf<number[]>("form.1.b", KEY).put([2]);
  await new Shelf<number[]>("form.2.a", KEY).put([3]);
  assert.deepEqual(placesFrom("form.1.").sort(), ["form.1.a", "form.1.b"]);
  assert.deepEqual(placesFrom("form.1.", null), []);
});
