// Two people at one form: mine are done again upon theirs; what builds on a thing that they changed is set aside.
import { about, apply, type Command, grounds } from "./commands";
import { type Json, type Node, same } from "./model";

/** A command, and what it built on when it was given: enough to see later whether somebody changed the same thing. */
export interface Noted { readonly command: Command; readonly grounds: Json }
export interface Merged { readonly doc: Node; readonly kept: Noted[]; readonly aside: Command[] }

export function noted(command: Command, before: Node): Noted {
  return { command, grounds: grounds(before, command) };
}

/** `mine` with one more at its end: letters of the same words, one after the other, are one command. The first `sent` stay as they went. */
export function joined(mine: readonly Noted[], next: Noted, sent = 0): Noted[] {
  const last = mine.length > sent ? mine.at(-1) : undefined;
  const same = last?.command.do === "set" && next.command.do === "set" && about(last.command) === about(next.command)
    && last.command.name === next.command.name && last.command.part === next.command.part;
  return same ? [...mine.slice(0, -1), { command: next.command, grounds: last.grounds }] : [...mine, next];
}

/** My commands upon their form. Nothing is thrown away: what collides comes back in `aside`. */
export function rebase(mine: readonly Noted[], theirs: Node): Merged {
  const kept: Noted[] = [];
  const aside: Command[] = [];
  let doc = theirs;
  for (const one of mine) {
    const next = same(one.grounds, grounds(doc, one.command)) ? apply(doc, one.command) : null;
    if (next) { kept.push(one); doc = next; } else aside.push(one.command);
  }
  return { doc, kept, aside };
}

/** What of `mine` the server does not have: a step may have arrived although its answer never came. */
export function yetToArrive(mine: readonly Noted[], steps: readonly { commands: readonly unknown[] }[]): Noted[] {
  let rest = [...mine];
  for (const { commands } of steps) {
    const first = rest.slice(0, commands.length).map((one) => one.command);
    if (commands.length && same(first, commands)) rest = rest.slice(commands.length);
  }
  return rest;
}
