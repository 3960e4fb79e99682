type Pressable = HTMLButtonElement | HTMLAnchorElement;

/** `data-confirm` asks before going on; `data-dialog` opens a dialog of the page; `data-close` closes it. */
export function watchDialogs(): void {
  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<Pressable>("[data-confirm], [data-dialog], [data-close]") : null;
    if (!pressed) return;
    if (pressed.hasAttribute("data-close")) return close(pressed, event);
    if (pressed.dataset["dialog"]) return open(pressed.dataset["dialog"], event);
    if (pressed.dataset["confirmed"] !== "yes") ask(pressed, event);
  }, true);
}

function close(pressed: Pressable, event: Event): void {
  event.preventDefault();
  pressed.closest("dialog")?.close();
}

function open(id: string, event: Event): void {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  event.stopPropagation();
  dialog.showModal();
}

function ask(pressed: Pressable, event: Event): void {
  const dialog = document.getElementById("confirm");
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const yes = dialog.querySelector<HTMLButtonElement>("[value=yes]");
  const words = dialog.querySelector("#confirm-words");
  if (words) words.textContent = pressed.dataset["confirm"] ?? "";
  if (yes) yes.textContent = pressed.dataset["confirmYes"] ?? yes.dataset["yes"] ?? "";
  dialog.returnValue = "";
  dialog.addEventListener("close", () => { if (dialog.returnValue === "yes") goOn(pressed); }, { once: true });
  dialog.showModal();
}

function goOn(pressed: Pressable): void {
  pressed.dataset["confirmed"] = "yes";
  pressed.click();
  delete pressed.dataset["confirmed"];
}
