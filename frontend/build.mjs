// Bundles styles and scripts into static/dist. Every entry that exists is built; none is required but the styles and app.ts.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const ENTRIES = ["styles/app.css", "styles/reading.css", "src/app.ts", "src/htmx.ts", "src/fill.ts", "src/chart.ts", "src/designer.ts", "src/preview.ts", "styles/designer.css", "src/worker.ts"];

/** The scripts of single inputs, each loaded only by pages that need it. */
const INPUTS = existsSync(join(here, "src/inputs")) ? readdirSync(join(here, "src/inputs")).filter((name) => /^\w+\.ts$/.test(name)) : [];

const options = {
  absWorkingDir: here,
  entryPoints: [
    ...ENTRIES.filter((entry) => existsSync(join(here, entry))).map((entry) => ({
      in: entry,
      out: entry.replace(/^.*\//, "").replace(/\.\w+$/, ""),
    })),
    ...INPUTS.map((name) => ({ in: `src/inputs/${name}`, out: `inputs/${name.replace(".ts", "")}` })),
  ],
  outdir: "static/dist",
  bundle: true,
  minify: true,
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  format: "iife",
  charset: "utf8",
  legalComments: "linked",
  logLevel: "info",
};

if (process.argv.includes("--watch")) {
  const context = await esbuild.context({ ...options, minify: false, sourcemap: "linked" });
  await context.watch();
} else {
  rmSync(join(here, "static/dist"), { recursive: true, force: true });
  await esbuild.build(options);
}
