// In the designer's preview: tells the designer around it what is answered.
import { readLevel } from "./fill/dom";

const form = document.querySelector<HTMLFormElement>("form#fill");
if (form && window.parent !== window) {
  const tell = (): void => window.parent.postMessage({ answers: readLevel(form) }, location.origin);
  form.addEventListener("input", tell);
  form.addEventListener("change", tell);
  form.addEventListener("click", () => setTimeout(tell));
  form.addEventListener("submit", (event) => event.preventDefault());
}
