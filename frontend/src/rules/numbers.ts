// Exact decimals of at most 38 digits, on BigInt. The twin of engine/language/rules/values.py.

/** The number c / 10^s, with s as small as it can be. */
export interface Num {
  readonly c: bigint;
  readonly s: number;
}

const DIGITS = 38;
const LIMIT = 10n ** 38n;

const power = (places: number): bigint => 10n ** BigInt(places);
const size = (c: bigint): bigint => (c < 0n ? -c : c);

/** The number, or null where it has more than 38 digits in all or after the point. */
export function fit(c: bigint, s: number): Num | null {
  while (s > 0 && c % 10n === 0n) {
    c /= 10n;
    s--;
  }
  return size(c) < LIMIT && s <= DIGITS ? { c, s } : null;
}

/** The number that plain digits write, or null. */
export function parse(written: string): Num | null {
  const found = /^(-?\d{1,60})(?:\.(\d{1,60}))?$/.exec(written);
  return found && fit(BigInt(found[1]! + (found[2] ?? "")), found[2]?.length ?? 0);
}

const aligned = (a: Num, b: Num): [bigint, bigint, number] => {
  const s = Math.max(a.s, b.s);
  return [a.c * power(s - a.s), b.c * power(s - b.s), s];
};

export const add = (a: Num, b: Num): Num | null => {
  const [x, y, s] = aligned(a, b);
  return fit(x + y, s);
};

export const subtract = (a: Num, b: Num): Num | null => add(a, { c: -b.c, s: b.s });

export const multiply = (a: Num, b: Num): Num | null => fit(a.c * b.c, a.s + b.s);

/** The quotient rounded half to even at 10 places; null by zero. */
export function divide(a: Num, b: Num): Num | null {
  let [x, y] = aligned(a, b);
  if (y === 0n) return null;
  if (y < 0n) [x, y] = [-x, -y];
  x *= power(10);
  let q = x / y;
  const twice = size(x % y) * 2n;
  if (twice > y || (twice === y && q % 2n !== 0n)) q += x < 0n ? -1n : 1n;
  return fit(q, 10);
}

/** Rounded to some places, a half away from zero. */
export function round(a: Num, places: number): Num {
  if (a.s <= places) return a;
  const unit = power(a.s - places);
  const q = (size(a.c) * 2n + unit) / (unit * 2n);
  return fit(a.c < 0n ? -q : q, places)!;
}

/** Negative, zero or positive, as a is below, equal to or above b. */
export const compare = (a: Num, b: Num): number => {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
};

/** Plain digits: the shortest, or with exactly so many places. */
export function write(a: Num, places = a.s): string {
  const digits = size(a.c * power(Math.max(0, places - a.s))).toString().padStart(places + 1, "0");
  const point = digits.length - places;
  return (a.c < 0n ? "-" : "") + digits.slice(0, point) + (places ? "." + digits.slice(point) : "");
}
