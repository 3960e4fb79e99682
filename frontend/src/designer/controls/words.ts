import { h } from "../dom";
import { keyFrom, keysTaken } from "../naming";
import type { Command } from "../commands";
import { type Language, LANGUAGES, rewritten, written } from "../texts";
import { type Draw, nameOf, nowOf, placed, put, type Setting, valueOf } from "./control";

/** Words without which the thing inside is nothing: emptied they stay, and are told as a problem. */
const NEEDED = ["label", "say", "message"];

/** A text in every language, side by side; what is missing is seen. */
const make = (long: boolean): Draw => (setting) => {
  const { desk, id, control } = setting;
  const field = (language: Language): HTMLElement => {
    const name = `p-${nameOf(setting)}-${language}`;
    const value = written(valueOf(setting), language);
    const shared = {
      id: name, "data-k": name, lang: language, class: value || !written(valueOf(setting), language === "en" ? "zh-Hant" : "en") ? "" : "is-missing",
      "aria-describedby": control.help ? `p-${nameOf(setting)}-help` : null, oninput: (event: Event) => type(setting, language, (event.target as HTMLInputElement).value),
    };
    const input = long ? h("textarea", { ...shared, rows: 2, "data-autosize": true }) : h("input", { ...shared, type: "text" });
    input.value = value;
    return h("div", { class: "prop prop--half" }, h("label", { for: name }, desk.word("in_language", { what: control.label, language: desk.word(language === "en" ? "english" : "chinese") })), input);
  };
  return placed(setting, h("div", { class: "prop-group", "data-id": id }, control.help && h("p", { class: "prop__help", id: `p-${nameOf(setting)}-help` }, control.help), LANGUAGES.map(field)));
};

function type(setting: Setting, language: Language, value: string): void {
  const { desk, id, control, node } = setting;
  if (setting.path) return put(setting, rewritten(nowOf(setting), language, value) ?? (NEEDED.includes(control.name) ? "" : null), language);
  const commands: Command[] = [{ do: "set", id, name: control.name, part: language, value }];
  if (language === "en" && control.name === "label" && desk.fresh.has(id)) {
    const fallback = String(node["type"] ?? "score");
    commands.push({ do: "set", id, name: "key", value: keyFrom(value, fallback, keysTaken(desk.doc, id)) });
  }
  desk.run(commands.length > 1 ? { do: "many", commands } : commands[0]!, "typed", `${id} ${control.name} ${language}`);
}

export const words = make(false);
export const paragraph = make(true);
