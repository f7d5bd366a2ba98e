/** What is on the page, as plain values: lines and codings, offsets in code points of the whole source. */

export interface Line {
  index: number;
  start: number;
  end: number;
  text: string;
  /** True where a new turn or paragraph begins. */
  opens: boolean;
  /** Who speaks on this line, '' where nobody in particular does. */
  speaker?: string;
}

export interface Coding {
  id: string;
  start: number;
  end: number;
  code: string;
  aspect: string;
  polarity: string;
  giver: string;
  coder: string;
  mine: boolean;
  memo: string;
  /** Empty or missing: the text gives the words. */
  quote?: string;
  /** The version of the definition it was made with where that is an older one, 0 for that of a merged code. */
  old?: number | null;
}

export interface Span {
  start: number;
  end: number;
}

/** A coding with its place: underline level in the text, lane in the margin, first and last line, line of its label. */
export interface Placed {
  coding: Coding;
  level: number;
  lane: number;
  first: number;
  last: number;
  label: number;
}

type Row = [string, number, number, number, number, number, number, string?, number?];

/** The codings as the server writes them: rows of numbers into its lists of words. */
export interface Packed {
  codes: [string, string][];
  polarities: string[];
  givers: string[];
  coders: string[];
  me: string;
  rows: Row[];
}

export function unpacked({ codes, polarities, givers, coders, me, rows }: Packed): Coding[] {
  return rows.map(([id, start, end, code, polarity, giver, coder, memo, old]) => ({
    id, start, end,
    code: codes[code]?.[0] ?? "",
    aspect: codes[code]?.[1] ?? "",
    polarity: polarities[polarity] ?? "",
    giver: givers[giver] ?? "",
    coder: coders[coder] ?? "",
    mine: coders[coder] === me,
    memo: memo ?? "",
    quote: "",
    old: old ?? null,
  }));
}

export const POLARITIES = ["given", "received", "lacking", "refused", "harmful"] as const;
export const LOOK: Record<string, { css: string; letter: string }> = {
  emotional: { css: "a-e", letter: "E" },
  esteem: { css: "a-p", letter: "P" },
  instrumental: { css: "a-n", letter: "N" },
  informational: { css: "a-f", letter: "F" },
  group: { css: "a-k", letter: "K" },
};

export const isDashed = (coding: Coding): boolean => coding.polarity === "lacking" || coding.polarity === "harmful";

/** Index of the last line that begins at or before `offset`. */
export function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function inOrder(codings: Iterable<Coding>): Coding[] {
  return Array.from(codings).sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
}

/** Lowest number free at `start`; `ends[n]` is where number n is taken up to. */
function take(ends: number[], start: number, end: number): number {
  let place = ends.findIndex((until) => until <= start);
  if (place < 0) place = ends.length;
  ends[place] = end;
  return place;
}

/** How far a label is pushed down for want of room; in a dense place the rest stand on one line and are found by click. */
const FURTHEST = 12;

/** Give every coding an underline level, a lane, and a line for its label: at the middle, pushed down where taken. */
export function place(codings: Iterable<Coding>, lines: readonly Line[]): Placed[] {
  const levels: number[] = [];
  const lanes: number[] = [];
  const taken = new Set<number>();
  return inOrder(codings).map((coding) => {
    const first = lineAt(lines, coding.start);
    const last = lineAt(lines, Math.max(coding.start, coding.end - 1));
    let label = (first + last) >> 1;
    const furthest = Math.min(label + FURTHEST, lines.length - 1);
    while (taken.has(label) && label < furthest) label += 1;
    taken.add(label);
    const level = take(levels, coding.start, coding.end);
    return { coding, level, lane: take(lanes, first, last + 1), first, last, label };
  });
}

export interface Segment extends Span {
  placed: Placed[];
}

/** Cut one line where codings begin and end; each piece names what lies over it, outermost (highest level) first. */
export function segments(line: Line, over: readonly Placed[]): Segment[] {
  const cuts = new Set([line.start, line.end]);
  for (const { coding } of over) {
    if (coding.start > line.start && coding.start < line.end) cuts.add(coding.start);
    if (coding.end > line.start && coding.end < line.end) cuts.add(coding.end);
  }
  const points = Array.from(cuts).sort((a, b) => a - b);
  return points.slice(0, -1).map((start, index) => {
    const end = points[index + 1] ?? line.end;
    const placed = over.filter(({ coding }) => coding.start < end && coding.end > start).sort((a, b) => b.level - a.level);
    return { start, end, placed };
  });
}
