// The pure core of the designer: (form, command) -> form.
import { same } from "../model";
import type { Command, Json, Node, Sort } from "./command";
import { insert } from "./insert";
import { many } from "./many";
import { move } from "./move";
import { remove } from "./remove";
import { replace } from "./replace";
import { set } from "./set";

export type { Command } from "./command";

const SORTS: { readonly [Do in Command["do"]]: Sort<any> } = { set, insert, remove, move, replace, many };

export const apply = (doc: Node, command: Command): Node | null => SORTS[command.do].apply(doc, command);
export const invert = (before: Node, command: Command): Command => SORTS[command.do].invert(before, command);
export const grounds = (doc: Node, command: Command): Json => SORTS[command.do].grounds(doc, command);
export const about = (command: Command): string => SORTS[command.do].about(command);

/** Whether what the command builds on became something else between two forms. */
export const collides = (command: Command, base: Node, theirs: Node): boolean => !same(grounds(base, command), grounds(theirs, command));
