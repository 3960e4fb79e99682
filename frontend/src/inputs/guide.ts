// Counts the characters of a long text as it is written, as the server counts them: by code point.

const NEAR = 0.9;

function count(area: HTMLTextAreaElement): void {
  const words = area.parentElement?.querySelector<HTMLElement>("[data-guide-words]");
  const place = words?.querySelector("[data-count]");
  if (!words || !place) return;
  const length = [...area.value.trim()].length;
  const guide = Number(area.dataset["guide"]);
  words.hidden = false;
  words.classList.toggle("is-near", length > guide * NEAR);
  words.classList.toggle("is-over", length > guide);
  place.textContent = String(length);
}

document.addEventListener("input", (event) => {
  if (event.target instanceof HTMLTextAreaElement && event.target.dataset["guide"]) count(event.target);
});
document.querySelectorAll<HTMLTextAreaElement>("textarea[data-guide]").forEach(count);

export {};
