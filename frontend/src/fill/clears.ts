// A radio button cannot be unpressed: an optional question gets a way to take its answer back.

export function watchClears(form: HTMLFormElement, words: string, changed: (field: HTMLElement) => void): void {
  form.addEventListener("change", (event) => {
    const field = event.target instanceof Element ? event.target.closest<HTMLElement>("fieldset[data-field]") : null;
    if (field) offer(field, words, changed);
  });
  form.querySelectorAll<HTMLElement>("fieldset[data-field]").forEach((field) => offer(field, words, changed));
}

function offer(field: HTMLElement, words: string, changed: (field: HTMLElement) => void): void {
  const chosen = field.querySelector<HTMLInputElement>("[type=radio]:checked:not(:disabled)");
  const optional = field.querySelector(":scope > legend .field__optional:not([hidden])");
  const button = field.querySelector<HTMLElement>(":scope > [data-clear]");
  if (button) button.hidden = !chosen;
  if (button || !chosen || !optional) return;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--quiet button--small";
  made.dataset["clear"] = "";
  made.textContent = words;
  made.addEventListener("click", () => {
    field.querySelectorAll<HTMLInputElement>("[type=radio]").forEach((radio) => { radio.checked = false; });
    made.hidden = true;
    field.querySelector<HTMLElement>("[type=radio]")?.focus();
    changed(field);
  });
  field.querySelector(".choices, .scale")?.after(made);
}
