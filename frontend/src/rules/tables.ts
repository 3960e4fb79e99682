// Decision tables in the browser: the `lookup` of a scope, over tables as engine/language/rules/tables.py writes them.

import { order, same } from "./order";
import { fromWire, type Row, type Value } from "./values";
import type { Lookup } from ".";

export interface Table {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly rules: readonly (readonly [readonly (readonly [string, string, unknown])[], Row])[];
}

const ordered =
  (holds: (sign: number) => boolean) =>
  (value: Value, wanted: unknown, type: string): boolean =>
    value !== null && holds(order(value, fromWire(wanted, type)));

const equal = (value: Value, wanted: unknown, type: string): boolean => same(value, fromWire(wanted, type));

const tests: Record<string, (value: Value, wanted: any, type: string) => boolean> = {
  eq: equal,
  ne: (value, wanted, type) => !equal(value, wanted, type),
  lt: ordered((sign) => sign < 0),
  le: ordered((sign) => sign <= 0),
  gt: ordered((sign) => sign > 0),
  ge: ordered((sign) => sign >= 0),
  in: (value, wanted: unknown[], type) => wanted.some((one) => equal(value, one, type)),
  empty: (value, wanted) => (value === null || value === "") === wanted,
};

/** The lookup of a scope that knows these tables; a table it does not know throws. */
export function lookupIn(tables: Readonly<Record<string, Table>>): Lookup {
  return (name, inputs, output) => {
    const table = tables[name];
    if (!table) throw new Error(`no table ${name}`);
    const passes = ([input, test, wanted]: readonly [string, string, unknown]): boolean => {
      const type = table.inputs[input]!;
      return tests[test]!(fromWire(inputs[input], type), wanted, type);
    };
    return table.rules.find(([when]) => when.every(passes))?.[1][output] ?? null;
  };
}
