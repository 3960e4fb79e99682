declare module "plotly.js-basic-dist-min" {
  const Plotly: {
    react(place: HTMLElement, data: unknown[], layout: object, config: object): Promise<unknown>;
  };
  export default Plotly;
}
