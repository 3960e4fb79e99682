// Loaded by app.ts only on pages that carry hx-* attributes.
import htmx from "htmx.org";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0;
htmx.config.selfRequestsOnly = true;

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.body.dataset["csrf"];
  if (token) (event as CustomEvent).detail.headers["X-CSRFToken"] = token;
});
