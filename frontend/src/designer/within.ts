// Values inside a property: read by a path, and exchanged without touching what stands beside.
import type { Json, Node } from "./model";

export type Path = readonly (string | number)[];

export function at(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((now, step) => (now !== null && typeof now === "object" ? (now as Record<string, Json>)[step] : undefined), value);
}

/** The node with the value at the path exchanged. null takes it away, and with it an object or list that nothing is left of. */
export function put(node: Node, path: Path, value: Json): Node {
  return (changed(node, path, value) ?? {}) as Node;
}

function changed(now: Json | undefined, path: Path, value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const next = changed(at(now, [step]), rest, value);
  if (typeof step === "number") return inList(Array.isArray(now) ? now : [], step, next);
  const { [step]: _was, ...others } = (now ?? {}) as Record<string, Json>;
  if (next !== null) return { ...((now ?? {}) as Record<string, Json>), [step]: next };
  return Object.keys(others).length ? others : null;
}

function inList(list: readonly Json[], index: number, next: Json): Json {
  const found = next === null ? list.filter((_one, here) => here !== index) : list.map((one, here) => (here === index ? next : one));
  if (next !== null && index === list.length) found.push(next);
  return found.length ? found : null;
}
