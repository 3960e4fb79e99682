import { find, withPart } from "../model";
import { rewritten, written } from "../texts";
import type { Of, Sort } from "./command";

/** Sets a property of a part, or its words in one language. null takes the property away. */
export const set: Sort<Of<"set">> = {
  apply: (doc, { id, name, part, value }) =>
    withPart(doc, id, (node) => {
      const next = part ? rewritten(node[name], part, String(value ?? "")) : value;
      if (next !== null) return { ...node, [name]: next };
      const { [name]: _gone, ...rest } = node;
      return rest;
    }),
  invert: (before, { id, name }) => ({ do: "set", id, name, value: find(before, id)?.[name] ?? null }),
  grounds: (doc, { id, name, part }) => {
    const value = find(doc, id)?.[name] ?? null;
    return part ? written(value, part) : value;
  },
  about: ({ id }) => id,
};
