import type { Command } from "../commands";
import { h } from "../dom";
import { keysTaken, rereading, unique } from "../naming";
import { type Draw, labelled, nameOf, nowOf, placed, put, type Setting, valueOf } from "./control";

export const text: Draw = (setting) =>
  setting.control.name === "key" && setting.path === undefined ? key(setting) :
  labelled(setting, h("input", { type: "text", value: String(valueOf(setting) ?? ""), oninput: (event: Event) => put(setting, (event.target as HTMLInputElement).value || null, true) }));

/** A key: exchanging it also rewrites every rule of this form that reads it. */
function key(setting: Setting): HTMLElement {
  const { desk, id } = setting;
  const before = String(valueOf(setting) ?? "");
  const change = (event: Event): void => {
    const wanted = (event.target as HTMLInputElement).value.trim().toLowerCase().replace(/[^a-z0-9_-]+/g, "_");
    if (!wanted || wanted === before) return desk.changed("changed");
    const next = unique(wanted, keysTaken(desk.doc, id));
    const follow = rereading(desk.doc, before, next).map((one): Command => ({ do: "set", ...one }));
    desk.fresh.delete(id);
    desk.run({ do: "many", commands: [{ do: "set", id, name: "key", value: next }, ...follow] });
  };
  return labelled(setting, h("input", { type: "text", class: "prop__key", spellcheck: "false", autocapitalize: "none", value: before, onchange: change }));
}

export const number: Draw = (setting) => {
  const given = valueOf(setting);
  const change = (event: Event): void => {
    const typed = (event.target as HTMLInputElement).value.trim();
    put(setting, typed === "" ? null : /^-?\d{1,15}$/.test(typed) && typeof given !== "string" ? Number(typed) : typed, true);
  };
  return labelled(setting, h("input", { type: "text", inputmode: "decimal", class: "w-short", value: given === undefined || given === null ? "" : String(given), oninput: change }));
};

export const day: Draw = (setting) => {
  const given = String(valueOf(setting) ?? "");
  const change = (event: Event): void => put(setting, (event.target as HTMLInputElement).value || null, true);
  return labelled(setting, h("input", { type: /^\d{4}-/.test(given) || !given ? "date" : "text", value: given, oninput: change }));
};

export const onOff: Draw = (setting) => {
  const name = `p-${nameOf(setting)}`;
  const box = h("input", { type: "checkbox", id: name, "data-k": name, onchange: () => put(setting, box.checked || null) });
  box.checked = valueOf(setting) === true;
  return placed(setting, h("div", { class: "prop" }, h("label", { class: "tick" }, box, setting.control.label), setting.control.help && h("p", { class: "prop__help" }, setting.control.help)));
};

export const pick: Draw = (setting) => {
  const { desk, control } = setting;
  const given = String(valueOf(setting) ?? "");
  const select = h("select", { onchange: () => put(setting, select.value || null) },
    h("option", { value: "" }, "–"), Object.entries(control.options ?? {}).map(([value, label]) => h("option", { value }, label)));
  select.value = given;
  if (given && select.value !== given) select.append(h("option", { value: given, selected: true }, given));
  return labelled(setting, select, control.label || desk.word("choose"));
};

export const ticks: Draw = (setting) => {
  const given = Array.isArray(valueOf(setting)) ? (valueOf(setting) as string[]) : [];
  const box = (value: string, label: string): HTMLElement => {
    const tick = h("input", { type: "checkbox", "data-k": `p-${nameOf(setting)}-${value}`, onchange: () => {
      const now = (nowOf(setting) ?? []) as string[];
      const next = tick.checked ? [...now, value] : now.filter((one) => one !== value);
      put(setting, next.length ? next : null);
    } });
    tick.checked = given.includes(value);
    return h("label", { class: "tick" }, tick, label);
  };
  return placed(setting, h("fieldset", { class: "prop" }, h("legend", {}, setting.control.label), Object.entries(setting.control.options ?? {}).map(([value, label]) => box(value, label))));
};
