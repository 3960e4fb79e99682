import { h } from "../dom";
import { type Draw, nameOf, placed, put, valueOf } from "./control";
import { words } from "./words";

/** Offered or not; and when it is, in words of its own. */
export const switchWords: Draw = (setting) => {
  const { desk, control } = setting;
  const given = valueOf(setting);
  const name = `p-${nameOf(setting)}`;
  const box = h("input", { type: "checkbox", id: name, "data-k": name, onchange: () => put(setting, box.checked || null) });
  box.checked = given !== undefined && given !== false;
  return placed(setting, h("div", { class: "prop" }, h("label", { class: "tick" }, box, control.label), control.help && h("p", { class: "prop__help" }, control.help),
    box.checked && (given === true
      ? h("button", { type: "button", class: "button button--small button--quiet", "data-k": `${name} words`, onclick: () => put(setting, { [desk.given.language]: desk.word(`option_${control.name}`) }) }, desk.word("own_words"))
      : words({ ...setting, control: { ...control, label: desk.word("its_words"), help: "" } }))));
};
