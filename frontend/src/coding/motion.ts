/** Moving over the text by word, line, sentence and paragraph. All offsets are code points of the source. */
import { type Line, type Span, lineAt } from "./model";
import { toPoints } from "./offsets";

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;
const SENTENCE_END = /[.!?…]+["”’)]*\s+/gu;

export function wordsOf(line: Line): Span[] {
  return Array.from(line.text.matchAll(WORD), (found) => {
    const start = line.start + toPoints(line.text, found.index);
    return { start, end: start + Array.from(found[0]).length };
  });
}

/** The word that follows `offset` (or stands before it for -1), over the ends of lines; null at the ends of the text. */
export function nextWord(lines: readonly Line[], offset: number, direction: 1 | -1): Span | null {
  for (let at = lineAt(lines, offset); at >= 0 && at < lines.length; at += direction) {
    const line = lines[at];
    if (!line) break;
    const words = wordsOf(line);
    const found = direction > 0 ? words.find((word) => word.start >= offset) : words.reverse().find((word) => word.end <= offset);
    if (found) return found;
  }
  return null;
}

/** The word nearest to the same column `by` lines away. */
export function wordInLine(lines: readonly Line[], offset: number, by: 1 | -1): Span | null {
  const here = lineAt(lines, offset);
  const column = offset - (lines[here]?.start ?? 0);
  for (let at = here + by; at >= 0 && at < lines.length; at += by) {
    const line = lines[at];
    const words = line ? wordsOf(line) : [];
    if (line && words.length) return words.find((word) => word.end - line.start > column) ?? words[words.length - 1] ?? null;
  }
  return null;
}

/** First and last line of the paragraph or turn around line `index`. */
function turn(lines: readonly Line[], index: number): [number, number] {
  let first = index;
  while (first > 0 && !lines[first]?.opens) first -= 1;
  let last = index;
  while (last + 1 < lines.length && !lines[last + 1]?.opens) last += 1;
  return [first, last];
}

export function paragraphAt(lines: readonly Line[], offset: number): Span {
  const [first, last] = turn(lines, lineAt(lines, offset));
  return { start: lines[first]?.start ?? 0, end: lines[last]?.end ?? 0 };
}

/** The sentence around `offset`, inside its turn, also where it runs over several lines. */
export function sentenceAt(lines: readonly Line[], offset: number): Span {
  const [first, last] = turn(lines, lineAt(lines, offset));
  const begin = lines[first]?.start ?? 0;
  let text = "";
  for (const line of lines.slice(first, last + 1)) text += " ".repeat(Math.max(0, line.start - begin - Array.from(text).length)) + line.text;
  const ends = Array.from(text.matchAll(SENTENCE_END), (found) => begin + toPoints(text, found.index + found[0].length));
  const start = ends.filter((end) => end <= offset).pop() ?? begin;
  const end = ends.find((one) => one > offset) ?? lines[last]?.end ?? begin;
  return trimmed(lines, { start, end });
}

/** The same span without white space at its ends. */
export function trimmed(lines: readonly Line[], span: Span): Span {
  const quote = Array.from(quoteOf(lines, span));
  let from = 0;
  let to = quote.length;
  while (from < to && /\s/.test(quote[from] ?? "")) from += 1;
  while (to > from && /\s/.test(quote[to - 1] ?? "")) to -= 1;
  return { start: span.start + from, end: span.start + to };
}

/** The words of a span; what lies between two lines is read as one space each. */
export function quoteOf(lines: readonly Line[], { start, end }: Span): string {
  let quote: string[] = [];
  for (let at = lineAt(lines, start); at < lines.length; at += 1) {
    const line = lines[at];
    if (!line || line.start >= end) break;
    const from = Math.max(start, line.start);
    const gap = Math.max(0, from - start - quote.length);
    quote = quote.concat(new Array<string>(gap).fill(" "), Array.from(line.text).slice(from - line.start, end - line.start));
  }
  while (quote.length < end - start) quote.push(" ");
  return quote.join("");
}

export type Unit = "word" | "sentence" | "paragraph";
const WIDER: Unit[] = ["word", "sentence", "paragraph"];

export function unitAt(lines: readonly Line[], offset: number, unit: Unit): Span {
  if (unit === "sentence") return sentenceAt(lines, offset);
  if (unit === "paragraph") return paragraphAt(lines, offset);
  const line = lines[lineAt(lines, offset)];
  return (line && wordsOf(line).find((word) => word.end > offset)) ?? nextWord(lines, offset, 1) ?? { start: offset, end: offset };
}

const covers = (outer: Span, inner: Span): boolean => outer.start <= inner.start && outer.end >= inner.end;

/** The smallest of word, sentence, paragraph that is wider than the span; the span itself where none is. */
export function widened(lines: readonly Line[], span: Span): Span {
  for (const unit of WIDER) {
    const found = unitAt(lines, span.start, unit);
    if (covers(found, span) && found.end - found.start > span.end - span.start) return found;
  }
  return span;
}

/** The span with the unit that follows, or (for -1) without its last one; the span itself at the ends. */
export function withNext(lines: readonly Line[], span: Span, unit: Unit, direction: 1 | -1): Span {
  const last = lines[lines.length - 1]?.end ?? 0;
  if (direction > 0) {
    for (let at = span.end; at < last; at += 1) {
      const next = unitAt(lines, at, unit);
      if (next.end > span.end) return { start: span.start, end: next.end };
    }
    return span;
  }
  const tail = unitAt(lines, Math.max(span.start, span.end - 1), unit);
  return tail.start > span.start ? trimmed(lines, { start: span.start, end: tail.start }) : span;
}
