// How values compare: numbers by size, dates and texts as they are written.

import { compare } from "./numbers";
import { isNum, type Value } from "./values";

/** Negative, zero or positive; neither may be null. */
export const order = (a: any, b: any): number => (isNum(a) ? compare(a, b as typeof a) : a < b ? -1 : a > b ? 1 : 0);

/** Null is the same as null and as nothing else. */
export const same = (a: Value, b: Value): boolean => (isNum(a) && isNum(b) ? compare(a, b) === 0 : a === b);
