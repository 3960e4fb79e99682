export type Trace = Record<string, unknown>;
export type Layout = Record<string, unknown>;
export interface Figure { data: Trace[]; layout?: Layout }

const SERIES = ["--chart-1", "--chart-2", "--chart-3", "--chart-4", "--chart-5", "--chart-6"];

interface Palette { getPropertyValue(name: string): string }

/** The figure's data and layout in the colours and type of the page around it; what the figure itself says wins. */
export function coloured(figure: Figure, palette: Palette): [Trace[], Layout] {
  const colour = (name: string): string => palette.getPropertyValue(name).trim();
  const axis = { gridcolor: colour("--line"), linecolor: colour("--line-strong"), zerolinecolor: colour("--line-strong"), automargin: true };
  const given = withoutTemplate(figure.layout ?? {});
  const layout: Layout = {
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", margin: { l: 56, r: 12, t: 16, b: 32 },
    colorway: SERIES.map(colour), bargap: 0.35, hovermode: "closest", dragmode: false, ...given,
    font: { family: colour("--font"), size: 13, color: colour("--ink-2"), ...(given["font"] as object) },
  };
  for (const name of axisNames(given)) layout[name] = { ...axis, showgrid: name.startsWith("y"), ...(given[name] as object) };
  return [figure.data, layout];
}

function withoutTemplate(layout: Layout): Layout {
  const { template: _template, ...rest } = layout;
  return rest;
}

function axisNames(layout: Layout): Set<string> {
  return new Set(["xaxis", "yaxis", ...Object.keys(layout).filter((name) => /^[xy]axis\d*$/.test(name))]);
}
