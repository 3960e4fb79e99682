const USES = "[hx-get],[hx-post],[hx-put],[hx-delete],[hx-boost],[data-hx-get],[data-hx-post]";

/** Fetches htmx when the page has something for it to do; most pages have not. */
export function loadHtmxWhereUsed(): void {
  const address = document.body.dataset["htmx"];
  if (!address || !document.querySelector(USES)) return;
  const script = document.createElement("script");
  script.src = address;
  document.head.append(script);
}
