import { find, type List, listOf, parentOf, placeOf, withPart } from "../model";
import type { Of, Sort } from "./command";

const OPTIONAL: readonly List[] = ["checks", "scores", "narratives"];

/** Takes a part away, with everything in it. */
export const remove: Sort<Of<"remove">> = {
  apply: (doc, { id }) => {
    const place = placeOf(doc, id);
    if (!place || !parentOf(doc, id)) return null;
    return withPart(doc, place.into, (parent) => {
      const nodes = listOf(parent, place.list).filter((one) => one["id"] !== id);
      if (nodes.length || !OPTIONAL.includes(place.list)) return { ...parent, [place.list]: nodes };
      const { [place.list]: _empty, ...rest } = parent;
      return rest;
    });
  },
  invert: (before, { id }) => {
    const place = placeOf(before, id);
    const node = find(before, id);
    return place && node ? { do: "insert", ...place, node } : { do: "many", commands: [] };
  },
  grounds: (doc, { id }) => find(doc, id),
  about: ({ id }) => id,
};
