/** Says `words` to a screen reader without moving the focus. */
export function announce(words: string): void {
  const region = document.getElementById("announce");
  if (!region) return;
  region.textContent = "";
  window.setTimeout(() => { region.textContent = words; }, 50);
}

/** Fills every `[data-saved]` when a page tells that something was saved. */
export function watchLiveRegions(): void {
  document.addEventListener("centreline:saved", (event) => {
    const words = String((event as CustomEvent<string>).detail ?? "");
    document.querySelectorAll("[data-saved]").forEach((region) => { region.textContent = words; });
  });
}
