// The controls of the properties panel, by the kind that a field type's panel names.
import { begin } from "./begin";
import { choices, entries } from "./choices";
import type { Draw } from "./control";
import { field } from "./field";
import { register } from "./named";
import { day, number, onOff, pick, text, ticks } from "./plain";
import { purpose } from "./purpose";
import { rule } from "./rule";
import { switchWords } from "./switchwords";
import { value } from "./value";
import { paragraph, words } from "./words";

export const CONTROLS: Readonly<Record<string, Draw>> = {
  words, paragraph, text, number, day, switch: onOff, switch_words: switchWords, pick, ticks, choices, entries, field, register, purpose, rule, begin, value,
};
