// The controls of the properties panel, by the kind that a field type's panel names.
import { choices, entries } from "./choices";
import type { Draw } from "./control";
import { field } from "./field";
import { day, number, onOff, pick, text, ticks, value } from "./plain";
import { rule } from "./rule";
import { paragraph, words } from "./words";

export const CONTROLS: Readonly<Record<string, Draw>> = { words, paragraph, text, number, day, switch: onOff, pick, ticks, choices, entries, field, rule, value };
