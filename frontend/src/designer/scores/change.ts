// How the score is compared with the last one of the same person.
import { type Setting } from "../controls/control";
import { h } from "../dom";
import { within } from "../lines";

export function changeEditor(setting: Setting): HTMLElement {
  const { desk, node } = setting;
  const better = { lower: desk.word("better_lower"), higher: desk.word("better_higher") };
  const figure = (name: string): HTMLElement => within(setting, [name], { kind: "number", label: desk.word(`change_${name}`), help: desk.word(`change_${name}_help`) });
  return h("div", { class: "prop lines__one", role: "group", "aria-label": desk.word("change"), "data-at": "change" }, h("div", { class: "lines__head" }, h("b", {}, desk.word("change"))),
    within(setting, ["better"], { kind: "pick", label: desk.word("better"), options: better }),
    figure("least"), figure("sd"), figure("reliability"),
    node["change"] !== undefined && within(setting, ["source"], { kind: "paragraph", label: desk.word("change_source") }));
}
