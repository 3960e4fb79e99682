// Undo and redo without limit. A step is taken back as a command of its own, so it also follows what others did meanwhile.
import { apply, collides, type Command, invert } from "./commands";
import type { Node } from "./model";

export interface Step { readonly command: Command; readonly back: Command; readonly after: Node; readonly tag: string }

export class History {
  private done: Step[] = [];
  private undone: Step[] = [];

  /** Notes a command. Those with the same tag, one after the other, are one step: the letters of a word. */
  note(before: Node, command: Command, after: Node, tag = ""): void {
    const last = this.done.at(-1);
    this.undone = [];
    if (tag && last?.tag === tag && last.after === before) {
      this.done[this.done.length - 1] = { command: { do: "many", commands: [last.command, command] }, back: last.back, after, tag };
    } else this.done.push({ command, back: invert(before, command), after, tag });
  }

  get canUndo(): boolean { return this.done.length > 0; }
  get canRedo(): boolean { return this.undone.length > 0; }

  /** The command that takes the last step back, or null where somebody changed the same thing since: that step is dropped. */
  undo(now: Node): { step: Step; command: Command } | null {
    const step = this.done.pop();
    if (!step || collides(step.back, step.after, now) || !apply(now, step.back)) return null;
    this.undone.push({ ...step, command: invert(now, step.back) });
    return { step, command: step.back };
  }

  redo(now: Node): { step: Step; command: Command } | null {
    const step = this.undone.pop();
    const after = step && apply(now, step.command);
    if (!step || !after) return null;
    this.done.push({ command: step.command, back: invert(now, step.command), after, tag: "" });
    return { step, command: step.command };
  }
}
