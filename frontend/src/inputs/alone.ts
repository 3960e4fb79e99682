// "None of these" stands alone: chosen, it clears the others; another chosen clears it. The server judges it anew.

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type !== "checkbox" || !box.checked) return;
  const field = box.closest("[data-field]");
  if (!field?.querySelector("[data-alone]")) return;
  const alone = "alone" in box.dataset;
  for (const other of field.querySelectorAll<HTMLInputElement>("[type=checkbox]:checked"))
    if (other !== box && (alone || "alone" in other.dataset)) other.checked = false;
}, true);

export {};
