import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const TOKENS = "../laras/base/ui/tokens.json";

/** The names of icons.txt as one sprite; the page refers to them as icons.svg#name. */
function sprite(): Plugin {
  const read = (name: string): string => {
    const own = here(`icons/${name}.svg`);
    const path = existsSync(own) ? own : here(`node_modules/@tabler/icons/icons/outline/${name}.svg`);
    const body = readFileSync(path, "utf8").replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "");
    const shapes = body.replace(/<path stroke="none"[^>]*\/>/g, "").replace(/\s+/g, " ").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  };
  return {
    name: "laras-sprite",
    generateBundle() {
      const names = readFileSync(here("icons.txt"), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${names.map(read).join("")}</svg>\n`;
      this.emitFile({ type: "asset", fileName: "icons.svg", source });
    },
  };
}

/** The face of the reports, with its licence: typst reads it beside the built files. */
function reportFonts(): Plugin {
  const folder = "node_modules/@expo-google-fonts/atkinson-hyperlegible-next";
  const files = ["400Regular", "600SemiBold"].map((weight) => `${weight}/AtkinsonHyperlegibleNext_${weight}.ttf`);
  return {
    name: "laras-report-fonts",
    generateBundle() {
      for (const file of [...files, "LICENSE_FONT"]) {
        const source = readFileSync(here(`${folder}/${file}`));
        this.emitFile({ type: "asset", fileName: `fonts/${file.split("/").at(-1)}`, source });
      }
    },
  };
}

/** tokens.json as Sass maps $shape, $light and $dark. */
function tokens(): string {
  const read = JSON.parse(readFileSync(here(TOKENS), "utf8")) as Record<string, Record<string, string>>;
  return Object.entries(read)
    .map(([name, map]) => `$${name}: (${Object.entries(map).map(([key, value]) => `"${key}": (${value})`).join(", ")});`)
    .join("\n");
}

export default defineConfig({
  base: "./",
  publicDir: "public",
  plugins: [sprite(), reportFonts()],
  css: { preprocessorOptions: { scss: { additionalData: `${tokens()}\n`, quietDeps: true } } },
  build: {
    outDir: here("../laras/base/ui/static/ui"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    target: "es2020",
    rollupOptions: {
      input: { app: here("src/app.ts"), coding: here("src/coding.ts"), session: here("src/session.ts"), listening: here("src/listening.ts") },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunk-[name].js",
        assetFileNames: (asset) => (asset.names[0]?.endsWith(".css") ? "app.css" : "[name][extname]"),
      },
    },
  },
});
