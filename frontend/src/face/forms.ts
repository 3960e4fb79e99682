const sent = new WeakSet<HTMLFormElement>();
const changed = new Set<HTMLFormElement>();

/** A form is sent once, warns before unsaved words are lost, and takes the reader to what is wrong. */
export function watchForms(): void {
  document.addEventListener("submit", onSubmit);
  document.addEventListener("input", onInput);
  document.addEventListener("change", onChange);
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
}

/** Marks a form as saved: leaving the page loses nothing. */
export function markSaved(form: HTMLFormElement): void {
  changed.delete(form);
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method === "dialog") return;
  changed.delete(form);
  if (form.method !== "post" || "many" in form.dataset) return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  event.submitter?.classList.add("is-busy");
}

function onInput(event: Event): void {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) return;
  if (field.form?.dataset["leave"] !== undefined) changed.add(field.form);
  if (field instanceof HTMLTextAreaElement && field.dataset["autosize"] !== undefined) grow(field);
}

function onChange(event: Event): void {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
  if (field.dataset["submit"] !== undefined) field.form?.requestSubmit();
  const name = field.dataset["checkAll"];
  if (name && field instanceof HTMLInputElement) tickAll(field, name);
}

function tickAll(master: HTMLInputElement, name: string): void {
  const scope: ParentNode = master.form ?? document;
  scope.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${CSS.escape(name)}"]`).forEach((box) => {
    if (box === master || box.checked === master.checked) return;
    box.checked = master.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function grow(area: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}
