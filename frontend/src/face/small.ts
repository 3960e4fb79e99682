import { announce } from "./live";

/** A menu closes when the reader looks elsewhere or presses Escape, and gives the focus back. */
export function watchMenus(): void {
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target as Node)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      menu.open = false;
      menu.querySelector<HTMLElement>("summary")?.focus();
    });
  });
}

/** `data-print` prints, `data-copy` copies. */
export function watchSmallThings(): void {
  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-print], [data-copy]") : null;
    if (!pressed) return;
    if (pressed.dataset["print"] !== undefined) window.print();
    else void copy(pressed);
  });
}

async function copy(pressed: HTMLElement): Promise<void> {
  await navigator.clipboard.writeText(pressed.dataset["copy"] ?? "");
  announce(pressed.dataset["copied"] ?? pressed.textContent ?? "");
}

function openMenus(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
}
