import type { Of, Sort } from "./command";

/** Puts another text in place of the whole form. */
export const replace: Sort<Of<"replace">> = {
  apply: (_doc, { document }) => document,
  invert: (before) => ({ do: "replace", document: before }),
  grounds: (doc) => doc,
  about: () => "",
};
