// Bundles each peer as its users would: minified, production mode, styles beside it. Used by bench/browser/peers.py.
import { build } from "esbuild";

await build({
  entryPoints: ["rjsf.jsx", "formio.js", "surveyjs.js"],
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"', global: "window" },
  loader: { ".woff": "empty", ".woff2": "empty", ".ttf": "empty", ".eot": "empty", ".svg": "empty" },
  legalComments: "none",
  logLevel: "error",
});
