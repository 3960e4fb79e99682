import { apply, grounds, invert } from ".";
import type { Command, Node, Of, Sort } from "./command";

/** Several commands that are done and undone together, or not at all. */
export const many: Sort<Of<"many">> = {
  apply: (doc, { commands }) => commands.reduce<Node | null>((now, one) => now && apply(now, one), doc),
  invert: (before, { commands }) => {
    const back: Command[] = [];
    let now: Node | null = before;
    for (const one of commands) {
      if (!now) break;
      back.unshift(invert(now, one));
      now = apply(now, one);
    }
    return { do: "many", commands: back };
  },
  grounds: (doc, { commands }) => commands.map((one) => grounds(doc, one)),
  about: ({ commands }) => {
    const first = commands[0];
    return first ? ("id" in first ? first.id : first.do === "insert" ? String(first.node["id"]) : "") : "";
  },
};
