// How values are read from the wire and written to it. The twin of from_wire and to_wire in engine/language/rules/values.py.

import { fit, type Num, parse, round, write } from "./numbers";

export type Row = Readonly<Record<string, unknown>>;
export type Value = null | string | boolean | Num | readonly unknown[];

export const isNum = (value: unknown): value is Num => typeof value === "object" && value !== null && "c" in value;

const wellFormed = (value: unknown): value is string => typeof value === "string" && !/\p{Cs}/u.test(value);

/** The milliseconds of a date written YYYY-MM-DD, or null when there is no such day. */
export function time(written: unknown): number | null {
  if (typeof written !== "string" || !/^\d{4}-\d\d-\d\d$/.test(written) || written < "0001") return null;
  const at = Date.parse(written + "T00:00:00Z");
  return at === at && day(at) === written ? at : null;
}

/** The date at so many milliseconds, or null outside the years 1 to 9999. */
export function day(at: number): string | null {
  const date = new Date(at);
  const written = at >= -62135596800000 && at <= 253402300799999 ? date.toISOString() : null;
  return written && written.slice(0, 10);
}

const number = (value: unknown): Num | null =>
  typeof value === "string" ? parse(value) : Number.isSafeInteger(value) ? fit(BigInt(value as number), 0) : null;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** `value` as a value of `type`; null where it is none. A list is never null. */
export function fromWire(value: unknown, type: string): Value {
  switch (type) {
    case "integer":
      if (typeof value === "string" && value.includes(".")) return null;
    // falls through
    case "decimal":
    case "money":
      return number(value);
    case "date":
      return time(value) === null ? null : (value as string);
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "text":
      return wellFormed(value) ? value : null;
    case "codes":
      return list(value).filter(wellFormed);
    case "rows":
      return list(value).filter((row) => typeof row === "object" && row && !Array.isArray(row));
    default:
      return list(value);
  }
}

/** `value` as JSON: a whole number as a number while that is exact, other numbers as plain digits. */
export function toWire(value: Value, type: string, places?: number): unknown {
  if (!isNum(value)) return value;
  if (type !== "integer") return places === undefined ? write(value) : write(round(value, places), places);
  const whole = Number(write(round(value, 0)));
  return Number.isSafeInteger(whole) ? whole : write(round(value, 0));
}

/** A value as it is written in a text; what is missing is written as nothing. */
export const asText = (value: Value, type: string): string =>
  isNum(value) ? (type === "money" ? write(round(value, 2), 2) : write(value)) : ((value ?? "") as string);
