// On report pages only. The style element must stand before Plotly looks for it, or its own would be refused.
import "./chart/style";
import { drawAll } from "./chart/draw";

drawAll();
document.addEventListener("centreline:theme", drawAll);
document.addEventListener("htmx:afterSettle", drawAll);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
window.addEventListener("beforeprint", drawAll);
