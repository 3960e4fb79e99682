// The rules' evaluator in the browser. It takes normalised rules (engine/language/rules/wire.py), in which every name
// carries its type, and answers as the Python evaluator does: the shared cases and the fuzzer hold the two together.

import { add, divide, multiply, type Num, round, subtract } from "./numbers";
import { order, same } from "./order";
import { follow, formOf } from "./pattern";
import { asText, day, fromWire, type Row, time, toWire, type Value } from "./values";

export { lookupIn, type Table } from "./tables";

export type Lookup = (table: string, inputs: Row, output: string) => unknown;

/** What a rule reads. `values` and `rows` are as they travel; the innermost row is last; `today` is YYYY-MM-DD. */
export interface Scope {
  readonly values: Row;
  readonly rows?: readonly Row[];
  readonly today?: string;
  readonly now?: string;
  readonly lookup?: Lookup;
}

/** A normalised rule with the type of its value; `places` are those of the calculated field. */
export interface Rule {
  readonly type: string;
  readonly rule: unknown;
  readonly places?: number;
}

type Run = (scope: Scope) => Value;
type Make = (args: readonly any[], part: (tree: unknown) => Run) => Run;

const MAX_DEPTH = 200;

const missing = (what: string): never => {
  throw new Error(`this rule reads ${what}, and the scope was given none`);
};

const full = (from: string, to: string): number =>
  to < from ? -full(to, from) : +to.slice(0, 4) - +from.slice(0, 4) - +(to.slice(5) < from.slice(5));
const whole = (n: number): Num => ({ c: BigInt(n), s: 0 });

/** An operator on values that are all present; null where one is missing. */
const present =
  (work: (...values: any[]) => Value): Make =>
  (args, part) => {
    const runs = args.map(part);
    return (scope) => {
      const values = runs.map((run) => run(scope));
      return values.includes(null) ? null : work(...values);
    };
  };

/** A test of values that are all present; false where one is missing. */
const test = (work: (...values: any[]) => boolean): Make => {
  const make = present(work);
  return (args, part) => {
    const run = make(args, part);
    return (scope) => run(scope) === true;
  };
};

const fold = (work: (a: Num, b: Num) => Num | null) => present((first, ...rest) => rest.reduce((a, b) => a && work(a, b), first));

/** An operator on the values of a list that are not null. */
const many =
  (work: (values: any[]) => Value): Make =>
  ([list], part) => {
    const run = part(list);
    return (scope) => work((run(scope) as Value[]).filter((value) => value !== null));
  };

const total = (values: Num[]): Num | null => values.reduce<Num | null>((a, b) => a && add(a, b), whole(0));
const extreme = (sign: number) => many((values) => values.reduce((a, b) => (a === null || order(b, a) * sign > 0 ? b : a), null));
const trues = (values: any[]): number => values.filter((value) => value === true).length;

const every =
  (work: (values: any[]) => Value): Make =>
  ([list], part) => {
    const run = part(list);
    return (scope) => work(run(scope) as any[]);
  };

const within = (whole: any, sought: Value): boolean =>
  typeof whole === "string" ? whole.includes(sought as string) : whole.some((one: Value) => same(one, sought));

const length: Make = present((value) => whole(Array.isArray(value) ? value.length : [...value].length));

function read(values: Row, path: string): unknown {
  const flat = values[path] ?? null;
  return flat !== null ? flat : path.split(".").reduce<any>((at, step) => at?.[step], values);
}

const table: Record<string, Make> = {
  n: ([digits]) => {
    const value = fromWire(digits, "decimal");
    return () => value;
  },
  var: ([path, type]) => (scope) => fromWire(read(scope.values, path), type),
  row: ([key, up, type]) => (scope) => fromWire(scope.rows?.at(-1 - up)?.[key], type),
  list: (args, part) => {
    const runs = args.map(part);
    return (scope) => runs.map((run) => run(scope));
  },
  each: ([rows, body], part) => {
    const all = part(rows);
    const run = part(body);
    return (scope) => (all(scope) as Row[]).map((row) => run({ ...scope, rows: [...(scope.rows ?? []), row] }));
  },
  text: ([value, type], part) => {
    const run = part(value);
    return (scope) => asText(run(scope), type);
  },
  "==": ([a, b], part) => {
    const [left, right] = [part(a), part(b)];
    return (scope) => same(left(scope), right(scope));
  },
  "!=": (args, part) => {
    const equal = table["=="]!(args, part);
    return (scope) => !equal(scope);
  },
  "<": test((a, b) => order(a, b) < 0),
  "<=": test((a, b) => order(a, b) <= 0),
  ">": test((a, b) => order(a, b) > 0),
  ">=": test((a, b) => order(a, b) >= 0),
  in: test((value, list) => within(list, value)),
  contains: test(within),
  starts: test((text, start) => text.startsWith(start)),
  and: (args, part) => {
    const runs = args.map(part);
    return (scope) => runs.every((run) => run(scope) === true);
  },
  or: (args, part) => {
    const runs = args.map(part);
    return (scope) => runs.some((run) => run(scope) === true);
  },
  not: ([arg], part) => {
    const run = part(arg);
    return (scope) => run(scope) !== true;
  },
  if: (args, part) => {
    const runs = args.map(part);
    return (scope) => {
      for (let i = 0; i + 1 < runs.length; i += 2) if (runs[i]!(scope) === true) return runs[i + 1]!(scope);
      return runs.length % 2 ? runs.at(-1)!(scope) : null;
    };
  },
  coalesce: (args, part) => {
    const runs = args.map(part);
    return (scope) => {
      for (const run of runs) {
        const value = run(scope);
        if (value !== null) return value;
      }
      return null;
    };
  },
  empty: ([arg], part) => {
    const run = part(arg);
    return (scope) => {
      const value = run(scope);
      return value === null || value === "" || (Array.isArray(value) && !value.length);
    };
  },
  "+": fold(add),
  "-": fold(subtract),
  "*": fold(multiply),
  "/": fold(divide),
  neg: present((a: Num) => ({ c: -a.c, s: a.s })),
  round: ([value, places], part) => present((a) => round(a, places))([value], part),
  length,
  concat: (args, part) => {
    const runs = args.map(part);
    return (scope) => runs.map((run) => run(scope)).join("");
  },
  matches: ([text, pattern], part) => {
    const form = formOf(pattern);
    return test((value) => follow(form, value).found)([text], part);
  },
  days: present((from, to) => whole((time(to)! - time(from)!) / 864e5)),
  years: present((from, to) => whole(full(from, to))),
  age: present((born, on) => (on < born ? null : whole(full(born, on)))),
  add_days: present((from, days: Num) => day(time(from)! + Number(days.c) * 864e5)),
  today: () => (scope) => scope.today ?? missing("today"),
  now: () => (scope) => scope.now ?? missing("now"),
  some: every((values) => values.includes(true)),
  all: every((values) => values.every((value) => value === true)),
  count: ([arg], part) => (arg[0] === "each" ? every((values) => whole(trues(values))) : length)([arg], part),
  sum: many(total),
  mean: many((values) => {
    const sum = total(values);
    return sum && values.length ? divide(sum, whole(values.length)) : null;
  }),
  min: extreme(-1),
  max: extreme(1),
  lookup: ([key, named, output, type], part) => {
    const inputs: [string, Run, string][] = named.map(([name, rule, type]: any[]) => [name, part(rule), type]);
    return (scope) => {
      const given = Object.fromEntries(inputs.map(([name, run, type]) => [name, toWire(run(scope), type)]));
      return fromWire((scope.lookup ?? missing("a table"))(key, given, output), type);
    };
  },
};

function build(tree: unknown, depth: number): Run {
  if (!Array.isArray(tree)) return () => tree as Value;
  const make = Object.hasOwn(table, tree[0]) && table[tree[0]];
  if (!make || depth > MAX_DEPTH) throw new Error(make ? "rule nested too deep" : `no operator ${tree[0]}`);
  return make(tree.slice(1), (part) => build(part, depth + 1));
}

/** The rule as a function of a scope; its value is as it travels: decimals as text, dates as YYYY-MM-DD. */
export function compile(rule: Rule): (scope: Scope) => unknown {
  const run = build(rule.rule, 0);
  return (scope) => toWire(run(scope), rule.type, rule.places);
}

/** The rule's value in a scope, once. */
export const evaluate = (rule: Rule, scope: Scope): unknown => compile(rule)(scope);
