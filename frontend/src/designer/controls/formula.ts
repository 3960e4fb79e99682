import { h } from "../dom";
import { NotAFormula, readFormula, writeFormula } from "../formula";
import { sightOf, type Subject } from "../subjects";
import { type Draw, nameOf, put, valueOf } from "./control";

/** A calculation as one writes it. Fields are picked by their label and put in by their key. */
export const formula: Draw = (setting) => {
  const { desk, control } = setting;
  const name = nameOf(setting);
  const { subjects } = sightOf(setting);
  const rows = new Set(subjects.flatMap((one) => (typeof (one.tree as { row?: string }).row === "string" ? [(one.tree as { row: string }).row] : [])));
  const wrong = h("p", { class: "field__error", role: "alert" });
  const save = (): void => {
    try {
      put(setting, input.value.trim() ? readFormula(input.value.trim(), rows) : null);
    } catch (error) {
      if (!(error instanceof NotAFormula)) throw error;
      wrong.textContent = desk.word("formula_wrong", { why: error.message });
    }
  };
  const input = h("input", { type: "text", class: "source", value: writeFormula(valueOf(setting)) ?? "", spellcheck: "false", autocapitalize: "none", "aria-label": `${control.label}: ${desk.word("rule_formula")}`, "aria-describedby": `help-${name}`, "data-k": `formula ${name}`, onchange: save });
  const known = subjects.map((one): [Subject, string | null] => [one, writeFormula(one.tree)]).filter(([, words]) => words !== null);
  const insert = h("select", { class: "rule__insert", "aria-label": desk.word("put_in"), "data-k": `insert ${name}`, onchange: () => {
    const start = input.selectionStart ?? input.value.length;
    input.setRangeText(insert.value, start, input.selectionEnd ?? start, "end");
    insert.value = "";
    input.focus();
  } }, h("option", { value: "" }, desk.word("put_in")), known.map(([one, words]) => h("option", { value: words! }, one.label)));
  return h("div", {}, wrong, input, known.length > 0 && insert, h("p", { class: "prop__help", id: `help-${name}` }, desk.word("formula_help")));
};
