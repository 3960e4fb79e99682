import Plotly from "plotly.js-basic-dist-min";
import { coloured, type Figure } from "./figure";

const CONFIG = { displayModeBar: false, responsive: true, staticPlot: false, locale: "en" };

/** Draws every `[data-chart]`; its value is the id of the `<script type="application/json">` that holds the figure. */
export function drawAll(): void {
  document.querySelectorAll<HTMLElement>("[data-chart]").forEach((place) => void draw(place));
}

async function draw(place: HTMLElement): Promise<void> {
  const source = document.getElementById(place.dataset["chart"] ?? "");
  if (!source?.textContent) return;
  const figure = JSON.parse(source.textContent) as Figure;
  await Plotly.react(plotIn(place), ...coloured(figure, getComputedStyle(document.documentElement)), CONFIG);
}

function plotIn(place: HTMLElement): HTMLElement {
  const existing = place.querySelector<HTMLElement>(".chart__plot");
  if (existing) return existing;
  const plot = document.createElement("div");
  plot.className = "chart__plot";
  place.append(plot);
  return plot;
}
