// A list inside a part, such as the bands of a score: each line with its own controls, moved, removed and added by keyboard too.
import { CONTROLS } from "./controls";
import { nowOf, pathOf, placed, put, type Setting } from "./controls/control";
import { h } from "./dom";
import type { Control } from "./given";
import type { Json, Node } from "./model";

export interface Lines {
  /** What one line is called, with its number: "Band {n}". */
  title: string;
  add: string;
  fresh: (now: readonly Node[]) => Node;
  draw: (line: Setting, value: Node) => (HTMLElement | false)[];
  movable?: boolean;
  help?: string;
}

/** A control of something inside the setting. */
export function within(setting: Setting, path: readonly (string | number)[], control: Omit<Control, "help" | "name"> & { help?: string }): HTMLElement {
  const whole: Control = { help: "", ...control, name: String(path.at(-1)) };
  return CONTROLS[whole.kind]!({ ...setting, control: whole, path: [...pathOf(setting), ...path] });
}

export function lines(setting: Setting, { title, add, fresh, draw, movable = false, help = "" }: Lines): HTMLElement {
  const { desk, control } = setting;
  const now = (): readonly Node[] => (nowOf(setting) as readonly Node[] | undefined) ?? [];
  const name = pathOf(setting).join("-");
  const save = (next: readonly Node[], focus: string): void => {
    put(setting, next.length ? (next as unknown as Json) : null);
    requestAnimationFrame(() => focusOn(focus));
  };
  const moved = (index: number, by: number): void => {
    const next = [...now()];
    next.splice(index + by, 0, ...next.splice(index, 1));
    save(next, `${name} ${index + by} ${by < 0 ? "up" : "down"}`);
  };
  const act = (index: number, word: string, sign: string, run: () => void, can = true): HTMLElement =>
    h("button", { type: "button", class: "rule__gone", "aria-label": `${desk.word(word)}: ${desk.word(title, { n: index + 1 })}`, "data-k": `${name} ${index} ${word}`, "aria-disabled": can ? null : "true", onclick: () => { if (can) run(); } }, sign);
  const all = now();
  return placed(setting, h("fieldset", { class: "prop lines" }, h("legend", {}, control.label), help && h("p", { class: "prop__help" }, help),
    all.map((value, index) => {
      const line: Setting = { ...setting, control: { ...control, label: desk.word(title, { n: index + 1 }) }, path: [...pathOf(setting), index] };
      return placed(line, h("div", { class: "lines__one", role: "group", "aria-label": line.control.label },
        h("div", { class: "lines__head" }, h("b", {}, line.control.label), movable && act(index, "up", "↑", () => moved(index, -1), index > 0), movable && act(index, "down", "↓", () => moved(index, 1), index < all.length - 1),
          act(index, "remove", "×", () => save(now().filter((_one, here) => here !== index), `${name} add`))),
        draw(line, value)));
    }),
    h("button", { type: "button", class: "button button--small", "data-k": `${name} add`, onclick: () => save([...now(), fresh(now())], `first ${name} ${now().length}`) }, desk.word(add))));
}

/** The control of that name, or the first one of a new line. */
function focusOn(name: string): void {
  const [first, list, index] = name.split(" ");
  const place = first === "first" ? document.querySelector<HTMLElement>(`.designer__properties [data-at="${CSS.escape(`${list!.replaceAll("-", "/")}/${index}`)}"] :is(input, select, textarea)`) : document.querySelector<HTMLElement>(`[data-k="${CSS.escape(name)}"]`);
  place?.focus();
}
