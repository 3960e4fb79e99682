// Two people at one form: mine are done again upon theirs; what builds on a thing that they changed is set aside.
import { apply, collides, type Command } from "./commands";
import type { Node } from "./model";

export interface Merged { readonly doc: Node; readonly kept: Command[]; readonly aside: Command[] }

/** My commands, made since `base`, upon their form. Nothing is thrown away: what collides comes back in `aside`. */
export function rebase(mine: readonly Command[], base: Node, theirs: Node): Merged {
  const kept: Command[] = [];
  const aside: Command[] = [];
  let doc = theirs;
  let own: Node = base;
  for (const command of mine) {
    const next = collides(command, own, doc) ? null : apply(doc, command);
    if (next) { kept.push(command); doc = next; } else aside.push(command);
    own = apply(own, command) ?? own;
  }
  return { doc, kept, aside };
}
