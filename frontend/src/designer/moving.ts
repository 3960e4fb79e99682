// Moving an item by keyboard: Space takes it up, arrows carry it through every place it may have, Escape puts it back.
import { apply, type Command } from "./commands";
import type { Desk } from "./desk";
import { find, idOf, listOf, type Node, pageOf, placeOf, type Place } from "./model";

export class Carrying {
  private readonly before: Node;
  private readonly selected: string[];
  private place: Place;

  constructor(private readonly desk: Desk, readonly id: string) {
    this.before = desk.doc;
    this.selected = desk.selected;
    this.place = placeOf(desk.doc, id)!;
    desk.held = true;
    desk.tell(desk.word("grabbed", { what: desk.nameOf(id) }));
  }

  /** One place on or back, through groups, repeats and pages. */
  step(direction: 1 | -1): void {
    const places = placesFor(this.desk, this.before, this.id);
    const here = places.findIndex((one) => one.into === this.place.into && one.after === this.place.after);
    const next = places[here + direction];
    if (!next) return;
    this.place = next;
    this.desk.doc = apply(this.before, this.command) ?? this.before;
    this.desk.page = String(pageOf(this.desk.doc, this.id)?.["id"] ?? this.desk.page);
    this.desk.changed("selected");
    this.say("at_place");
  }

  drop(): void {
    const command = this.command;
    this.desk.held = false;
    this.desk.doc = this.before;
    if (!this.desk.run(command)) this.desk.changed("selected");
    this.say("dropped");
  }

  cancel(): void {
    this.desk.held = false;
    this.desk.doc = this.before;
    this.desk.select(this.selected);
    this.desk.tell(this.desk.word("put_back", { what: this.desk.nameOf(this.id) }));
  }

  private get command(): Command { return { do: "move", id: this.id, ...this.place }; }

  private say(word: string): void {
    const { desk, id } = this;
    const place = placeOf(desk.doc, id)!;
    const around = listOf(find(desk.doc, place.into)!, place.list);
    const n = around.findIndex((one) => one["id"] === id) + 1;
    desk.tell(desk.word(word, { what: desk.nameOf(id), n, count: around.length, where: desk.nameOf(place.into) }));
  }
}

/** One place on or back, in one press: for fingers, and for who does not drag. */
export function moveBy(desk: Desk, id: string, direction: 1 | -1): void {
  const carrying = new Carrying(desk, id);
  carrying.step(direction);
  carrying.drop();
}

/** Every place that an item may have, in the order of the form. */
export function placesFor(desk: Desk, doc: Node, id: string): Place[] {
  const without = apply(doc, { do: "remove", id }) ?? doc;
  const found: Place[] = [];
  const walk = (node: Node): void => {
    const into = idOf(node, without);
    found.push({ into, list: "items", after: null });
    for (const item of listOf(node, "items")) {
      if (desk.types.get(String(item["type"]))?.has_items) walk(item);
      found.push({ into, list: "items", after: String(item["id"]) });
    }
  };
  listOf(without, "pages").forEach(walk);
  return found;
}
