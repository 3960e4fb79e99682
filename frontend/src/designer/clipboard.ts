// Copy, cut, paste, duplicate: parts travel as JSON, so they also reach another form in another window.
import { placeForItem } from "./adding";
import { post } from "./asking";
import type { Command } from "./commands";
import type { Desk } from "./desk";
import { ask } from "./dialogs";
import { find, items, type Json, type Node, pathTo, placeOf } from "./model";
import { keysTaken, renewed, unique } from "./naming";

let kept = "";

/** The selected items in the order of the form, without those inside others that are selected. */
export function chosen(desk: Desk): Node[] {
  const ids = new Set(desk.selected);
  const inside = (id: string): boolean => [...ids].some((other) => other !== id && (pathTo(find(desk.doc, other)!, id)?.length ?? 0) > 0);
  return [...items(desk.doc)].map(({ item }) => item).filter((item) => ids.has(String(item["id"])) && !inside(String(item["id"])));
}

export function copy(desk: Desk, event?: ClipboardEvent): boolean {
  const nodes = chosen(desk);
  if (!nodes.length) return false;
  kept = JSON.stringify({ centreline: "items", items: nodes });
  event?.clipboardData?.setData("text/plain", kept);
  event?.preventDefault();
  if (!event) void navigator.clipboard?.writeText(kept).catch(() => undefined);
  desk.tell(desk.word("copied", { n: nodes.length }));
  return true;
}

export function removeChosen(desk: Desk): void {
  const nodes = chosen(desk);
  const ids = nodes.length ? nodes.map((node) => String(node["id"])) : desk.selected;
  if (ids.length) desk.run({ do: "many", commands: ids.map((id): Command => ({ do: "remove", id })) });
}

export function paste(desk: Desk, text = kept): void {
  const nodes = read(text);
  if (nodes.length) pasteNodes(desk, nodes);
  else desk.tell(desk.word("nothing_paste"));
}

function read(text: string): Node[] {
  try {
    const found = JSON.parse(text) as { centreline?: string; items?: Node[] };
    return found.centreline === "items" && Array.isArray(found.items) ? found.items.filter((one) => one && typeof one === "object" && "type" in one) : [];
  } catch {
    return [];
  }
}

/** Puts copies of items after the selection, with ids of their own and free keys. */
export function pasteNodes(desk: Desk, nodes: readonly Node[], place = placeForItem(desk)): void {
  const taken = keysTaken(desk.doc);
  let after = place.after;
  const commands = nodes.map((node): Command => {
    const fresh = withFreeKey(renewed(node, taken), taken);
    const command: Command = { do: "insert", into: place.into, list: "items", after, node: fresh };
    after = String(fresh["id"]);
    desk.fresh.add(after);
    return command;
  });
  if (!desk.run({ do: "many", commands })) return;
  desk.select(commands.map((one) => String((one as { node: Node }).node["id"])));
  desk.tell(desk.word("pasted", { n: nodes.length }));
}

function withFreeKey(node: Node, taken: Set<string>): Node {
  const key = unique(String(node["key"] ?? "field"), taken);
  taken.add(key);
  return { ...node, key };
}

export function duplicate(desk: Desk): void {
  const nodes = chosen(desk);
  const last = nodes.at(-1);
  const place = last && placeOf(desk.doc, String(last["id"]));
  if (place) pasteNodes(desk, nodes, { ...place, after: String(last["id"]) });
}

export function keepBlock(desk: Desk): void {
  const nodes = chosen(desk);
  if (!nodes.length) return;
  ask(desk, desk.word("block_name"), desk.say(nodes[0]!["label"] as Json), (title) => void send(desk, title, nodes));
}

async function send(desk: Desk, title: string, nodes: Node[]): Promise<void> {
  const answer = await post(desk.given, "blocks", { title, items: nodes });
  if (!answer?.ok) return desk.announce(desk.word("block_not_kept"));
  desk.given.blocks.push((await answer.json()) as { id: string; title: string; items: unknown[] });
  desk.changed("selected");
  desk.tell(desk.word("block_kept"));
}
