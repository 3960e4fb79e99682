// The designer's one state: the form, what is selected, what waits to be saved. Panels read it and are told when it changed.
import { about, apply, type Command } from "./commands";
import type { FieldType, Given, Told } from "./given";
import { History } from "./history";
import type { Aside } from "./keeping";
import { find, type Json, type Node, pageOf, same } from "./model";
import { fill, say } from "./texts";

export type Why = "typed" | "changed" | "selected" | "told" | "theirs";
type Listener = (why: Why) => void;

export class Desk {
  doc: Node;
  /** The text that was authored, as long as the form is what it says. */
  private authored: { source: string; doc: Node };
  selected: string[] = [];
  page: string;
  view: "canvas" | "translations" | "json" | "problems" = "canvas";
  told: Told;
  aside: Aside[] = [];
  people: string[] = [];
  /** Whether the reader has another window with this form. */
  twice = false;
  readonly history = new History();
  readonly types: ReadonlyMap<string, FieldType>;
  readonly fresh = new Set<string>();
  /** Whether somebody carries a part just now: what is drawn is not yet what was done. */
  held = false;
  /** Called with every command that is to be saved, and the form before it. */
  onCommand: (command: Command, before: Node) => void = () => {};
  onNews: (words: string) => void = () => {};
  private readonly listeners: Listener[] = [];

  constructor(readonly given: Given) {
    this.doc = JSON.parse(given.source) as Node;
    this.authored = { source: given.source, doc: this.doc };
    this.told = given;
    this.types = new Map(given.palette.types.map((type) => [type.name, type]));
    this.page = String((this.doc["pages"] as unknown as Node[])?.[0]?.["id"] ?? "");
  }

  word(name: string, facts: Record<string, string | number> = {}): string {
    return fill(this.given.words[name] ?? name, facts);
  }

  part(id: string): Node | null { return find(this.doc, id); }

  /** Names in a sentence of the reader's language. */
  listed(names: readonly string[]): string { return new Intl.ListFormat(this.given.language).format(names); }

  say(text: Json | undefined): string { return say(text, this.given.language); }

  watch(listener: Listener): void { this.listeners.push(listener); }
  changed(why: Why): void { this.listeners.forEach((listener) => listener(why)); }

  /** The name of a part in a sentence. */
  nameOf(id: string, doc = this.doc): string {
    const node = find(doc, id);
    return (node && this.say(node["label"] ?? node["title"] ?? node["message"])) || (id && String(node?.["key"] ?? "")) || this.word("untitled");
  }

  /** The form's text: its authored bytes when it is what was authored. */
  get source(): string {
    if (this.doc === this.authored.doc || same(this.doc, this.authored.doc)) return this.authored.source;
    return `${JSON.stringify(this.doc, null, 2)}\n`;
  }

  author(source: string, doc: Node): void { this.authored = { source, doc }; }

  /** Does a command. `tag` joins commands that follow one another into one step of the history. */
  run(command: Command, why: Why = "changed", tag = ""): boolean {
    const before = this.doc;
    const after = apply(before, command);
    if (!after || same(before, after)) return false;
    this.doc = after;
    this.history.note(before, command, after, tag);
    this.settle(command, before, why);
    return true;
  }

  private settle(command: Command, before: Node, why: Why): void {
    this.onCommand(command, before);
    this.selected = this.selected.filter((id) => find(this.doc, id));
    const first = (this.doc["pages"] as unknown as Node[] | undefined)?.[0];
    if (!find(this.doc, this.page)) this.page = String(first?.["id"] ?? "");
    this.changed(why);
  }

  undo(): void { this.back("undo", "undone"); }
  redo(): void { this.back("redo", "redone"); }

  private back(which: "undo" | "redo", word: string): void {
    const found = this.history[which](this.doc);
    if (!found) return this.tell(this.word("nothing_undo"));
    const what = this.describe(found.step.command);
    const before = this.doc;
    const after = apply(before, found.command);
    if (!after) return;
    this.doc = after;
    this.settle(found.command, before, "changed");
    this.tell(this.word(word, { what }));
  }

  describe(command: Command): string {
    if (command.do === "many" && command.commands.length === 1) return this.describe(command.commands[0]!);
    const id = about(command);
    const what = command.do === "insert" ? this.say(command.node["label"] ?? command.node["title"]) || this.word("untitled") : this.nameOf(id);
    return this.word(command.do === "many" ? "did_many" : `did_${command.do}`, { what, n: command.do === "many" ? command.commands.length : 1 });
  }

  select(ids: string[], page?: string): void {
    this.selected = ids;
    const home = ids[0] && pageOf(this.doc, ids[0]);
    if (page || home) this.page = page ?? String((home as Node)["id"]);
    this.changed("selected");
  }

  /** Their form with mine upon it. */
  take(doc: Node, source: string, base: Node): void {
    this.doc = doc;
    this.author(source, base);
    this.selected = this.selected.filter((id) => find(doc, id));
    this.changed("theirs");
  }

  /** What was drawn before the page was closed, upon the form as it stands. */
  resume(doc: Node): void {
    this.doc = doc;
    this.changed("theirs");
  }

  /** Says a sentence to everybody: it stays until it is put away. */
  announce(words: string): void {
    this.onNews(words);
  }

  /** Says a sentence to who cannot see: at once, or when there is a pause. */
  tell(words: string, politely = false): void {
    const place = document.querySelector(politely ? "[data-told-politely]" : "[data-told]");
    if (place) place.textContent = words;
  }
}
