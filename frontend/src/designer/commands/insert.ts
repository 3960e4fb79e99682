import { find, listOf, withPart } from "../model";
import type { Of, Sort } from "./command";

/** Puts a part into a list, after a sibling; at the end when the sibling is gone. */
export const insert: Sort<Of<"insert">> = {
  apply: (doc, { into, list, after, node }) =>
    find(doc, String(node["id"])) ? null : withPart(doc, into, (parent) => {
      const nodes = [...listOf(parent, list)];
      const index = after === null ? 0 : nodes.findIndex((one) => one["id"] === after) + 1 || nodes.length;
      nodes.splice(index, 0, node);
      return { ...parent, [list]: nodes };
    }),
  invert: (_before, { node }) => ({ do: "remove", id: String(node["id"]) }),
  grounds: (doc, { into }) => find(doc, into) !== null,
  about: ({ node }) => String(node["id"]),
};
