// Whether a whole text has the form of a portable pattern (engine/language/rules/patterns.py). All ways are followed at
// once, so the work is at most states times characters, where a browser's RegExp may try every way one after another.

type Test = (char: number) => boolean;
/** Takes one character that passes the test and goes the one way; without a test, goes all its ways and takes none. */
type State = [test: Test | undefined, ways: number[]];
export type Form = { states: State[]; start: number };
type Part = (next: number) => number;

const CONTROLS: Record<string, number> = { t: 9, n: 10, f: 12, r: 13 };
const COUNTS: Record<string, [number, number]> = { "*": [0, Infinity], "+": [1, Infinity], "?": [0, 1] };

/** The states of a pattern; 0 is the end of the text. */
export function formOf(pattern: string): Form {
  const chars = [...pattern];
  const states: State[] = [[undefined, []]];
  let at = 0;
  const add = (test: Test | undefined, ...ways: number[]): number => states.push([test, ways]) - 1;
  const code = (): number => {
    const char = chars[at++]!;
    const escaped = char === "\\" ? chars[at++]! : "";
    return CONTROLS[escaped] ?? (escaped || char).codePointAt(0)!;
  };

  const choice = (): Part => {
    const branches = [sequence()];
    while (chars[at] === "|" && ++at) branches.push(sequence());
    return (next) => add(undefined, ...branches.map((branch) => branch(next)));
  };
  const sequence = (): Part => {
    const parts: Part[] = [];
    while (at < chars.length && chars[at] !== "|" && chars[at] !== ")") parts.push(repeated(atom()));
    return (next) => parts.reduceRight((to, part) => part(to), next);
  };
  const repeated = (part: Part): Part => {
    const [least, most] = count();
    return (next) => {
      let to = next;
      if (most === Infinity) {
        to = add(undefined, next);
        states[to]![1].push(part(to));
      } else for (let n = least; n < most; n++) to = add(undefined, part(to), next);
      for (let n = 0; n < least; n++) to = part(to);
      return to;
    };
  };
  const count = (): [number, number] => {
    const counted = COUNTS[chars[at] ?? ""];
    if (counted && ++at) return counted;
    if (chars[at] !== "{") return [1, 1];
    const end = chars.indexOf("}", at);
    const [least, most] = chars.slice(at + 1, end).join("").split(",");
    at = end + 1;
    return [Number(least), most === undefined ? Number(least) : Number(most || Infinity)];
  };
  const atom = (): Part => {
    let test: Test;
    if (chars[at] === "(") {
      at += 3; // (?:
      const inner = choice();
      at++;
      return inner;
    }
    if (chars[at] === "[") test = oneOf();
    else {
      const wanted = code();
      test = (char) => char === wanted;
    }
    return (next) => add(test, next);
  };
  const oneOf = (): Test => {
    const negated = chars[++at] === "^" && !!at++;
    const ranges: [number, number][] = [];
    while (chars[at] !== "]") {
      const first = code();
      const range = chars[at] === "-" && chars[at + 1] !== "]" && ++at;
      ranges.push([first, range ? code() : first]);
    }
    at++;
    return (char) => ranges.some(([first, last]) => first <= char && char <= last) !== negated;
  };

  return { start: choice()(0), states };
}

/** Whether the whole text has the form, and in how many steps that was found out. */
export function follow({ states, start }: Form, text: string): { found: boolean; steps: number } {
  let steps = 0;
  const after = (from: Set<number>, char: number): Set<number> => {
    const next = new Set<number>();
    for (const state of from) {
      const [test, ways] = states[state]!;
      steps++;
      if (!test) ways.forEach((way) => from.add(way)); // what is added to a set is still visited
      else if (test(char)) next.add(ways[0]!);
    }
    return next;
  };
  let now = new Set([start]);
  for (const char of text) now = after(now, char.codePointAt(0)!);
  after(now, -1);
  return { found: now.has(0), steps };
}
