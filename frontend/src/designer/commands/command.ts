import type { Json, List, Node, Place } from "../model";
import type { Language } from "../texts";

/** What one can do to a form. Everything is addressed by ids, so a command means the same after others have come first. */
export type Command =
  | { readonly do: "set"; readonly id: string; readonly name: string; readonly part?: Language; readonly value: Json }
  | { readonly do: "insert"; readonly into: string; readonly list: List; readonly after: string | null; readonly node: Node }
  | { readonly do: "remove"; readonly id: string }
  | { readonly do: "move"; readonly id: string; readonly into: string; readonly list: List; readonly after: string | null }
  | { readonly do: "replace"; readonly document: Node }
  | { readonly do: "many"; readonly commands: readonly Command[] };

export type Of<Do extends Command["do"]> = Extract<Command, { do: Do }>;

/** One sort of command. */
export interface Sort<C extends Command> {
  /** The form after the command; null when it cannot be done (what it speaks of is gone). */
  apply(doc: Node, command: C): Node | null;
  /** What takes the command back, seen from the form before it. */
  invert(before: Node, command: C): Command;
  /** What the command builds on: when this differs between two forms, somebody else changed the same thing. */
  grounds(doc: Node, command: C): Json;
  /** The part that it is about, "" for the form. */
  about(command: C): string;
}

export type { Json, List, Node, Place };
