import { find, pathTo, placeOf } from "../model";
import type { Of, Sort } from "./command";
import { insert } from "./insert";
import { remove } from "./remove";

/** Moves a part to another place; never into itself. */
export const move: Sort<Of<"move">> = {
  apply: (doc, { id, into, list, after }) => {
    const node = find(doc, id);
    if (!node || after === id || pathTo(node, into)?.length || into === id) return null;
    const without = remove.apply(doc, { do: "remove", id });
    return without && insert.apply(without, { do: "insert", into, list, after, node });
  },
  invert: (before, { id }) => {
    const place = placeOf(before, id);
    return place ? { do: "move", id, ...place } : { do: "many", commands: [] };
  },
  grounds: (doc, { id, into }) => [placeOf(doc, id)?.into ?? null, find(doc, into) !== null],
  about: ({ id }) => id,
};
