/** Draws one line: nested marks in the text, bars and labels in the margin. */
import { type Line, LOOK, type Placed, isDashed, segments } from "./model";
import { toUnits } from "./offsets";

const SVG = "http://www.w3.org/2000/svg";
const LANES = 3;
export const ICONS: Record<string, string> = {
  given: "arrow-up-right",
  received: "check",
  lacking: "circle-dashed",
  refused: "ban",
  harmful: "alert-triangle",
};

let sprite: string | undefined;

export function icon(name: string): SVGElement {
  sprite ??= document.querySelector("use")?.getAttribute("href")?.split("#")[0] ?? "";
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "ic");
  svg.setAttribute("width", "15");
  svg.setAttribute("height", "15");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

function classes(base: string, { coding }: Placed, chosen: string | null): string {
  const parts = [base, LOOK[coding.aspect]?.css ?? ""];
  if (isDashed(coding)) parts.push("dashed");
  if (coding.id === chosen) parts.push("on");
  if (!coding.mine) parts.push("other");
  return parts.filter(Boolean).join(" ");
}

function text(line: Line, over: readonly Placed[], chosen: string | null): Node[] {
  const units = (offset: number): number => toUnits(line.text, offset - line.start);
  return segments(line, over).map((piece) => {
    let node: Node = document.createTextNode(line.text.slice(units(piece.start), units(piece.end)));
    for (const placed of [...piece.placed].reverse()) {
      const mark = document.createElement("mark");
      mark.className = classes(`u${Math.min(placed.level, 2)}`, placed, chosen);
      mark.dataset.id = placed.coding.id;
      mark.append(node);
      node = mark;
    }
    return node;
  });
}

function bar(line: Line, placed: Placed, chosen: string | null): HTMLElement {
  const element = document.createElement("i");
  element.className = `${classes(`lane l${placed.lane}`, placed, chosen)}${placed.first === line.index ? " first" : ""}${placed.last === line.index ? " last" : ""}`;
  return element;
}

function label(placed: Placed, chosen: string | null): HTMLElement {
  const element = document.createElement("button");
  element.type = "button";
  element.tabIndex = -1;
  element.className = classes("tag", placed, chosen);
  element.dataset.id = placed.coding.id;
  element.append(icon(ICONS[placed.coding.polarity] ?? "check"), placed.coding.code);
  return element;
}

/** Everything drawn on a line as one string: two equal signatures look the same. */
export function signature(line: Line, over: readonly Placed[], labels: readonly Placed[], chosen: string | null): string {
  const one = ({ coding, level, lane }: Placed): string => `${coding.id}/${coding.start}-${coding.end}/${coding.code}/${coding.polarity}/${level}/${lane}/${coding.id === chosen}`;
  return `${over.map(one).join()}|${labels.map(one).join()}|${line.index}`;
}

export function drawLine(item: HTMLElement, line: Line, over: readonly Placed[], labels: readonly Placed[], chosen: string | null): void {
  item.querySelector(".tx")?.replaceChildren(...text(line, over, chosen));
  for (const old of item.querySelectorAll(".lane, .tag, .more-lanes")) old.remove();
  const shown = over.filter(({ lane }) => lane < LANES);
  const hidden = over.filter(({ lane, first }) => lane >= LANES && first === line.index).length;
  item.append(...shown.map((placed) => bar(line, placed, chosen)), ...labels.filter(({ lane }) => lane < LANES).map((placed) => label(placed, chosen)));
  if (!hidden) return;
  const more = document.createElement("span");
  more.className = "more-lanes";
  more.textContent = `+${hidden}`;
  item.append(more);
}
