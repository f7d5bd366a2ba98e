/** The transcript on the page: reads its lines, reads and shows the selection, draws only what is near the window. */
import { drawLine, signature } from "./draw";
import { type Coding, type Line, type Placed, type Span, lineAt, place } from "./model";
import { toPoints, toUnits } from "./offsets";

const NEAR = "300px 0px";
const HIGHLIGHT = "chosen";

export class Transcript {
  readonly lines: Line[] = [];
  private readonly items: HTMLElement[] = [];
  private readonly drawn = new Map<number, string>();
  private readonly near = new Set<number>();
  private readonly indexOf = new Map<Element, number>();
  private over = new Map<number, Placed[]>();
  private labels = new Map<number, Placed[]>();
  private places = new Map<string, Placed>();
  private chosen: string | null = null;
  /** True while the selection is being set by us. */
  isSelecting = false;
  /** How far down the text the window has been, as a share of it. */
  readShare = 0;

  constructor(readonly root: HTMLElement, private readonly onRead: () => void) {
    for (const item of root.querySelectorAll<HTMLElement>("li[data-start]")) {
      const index = this.lines.length;
      const speaker = item.querySelector(".sp")?.textContent?.trim() ?? "";
      const text = item.querySelector(".tx")?.textContent ?? "";
      const before = this.lines[index - 1];
      this.lines.push({ index, start: Number(item.dataset.start), end: Number(item.dataset.end), text, opens: speaker !== "", speaker: speaker || (before?.speaker ?? "") });
      this.items.push(item);
      this.indexOf.set(item, index);
    }
    this.watch();
  }

  /** Watch the lists of lines, not each line: of thousands a browser has much to measure at every scroll. */
  private watch(): void {
    const within = new Map<Element, number[]>();
    this.items.forEach((item, index) => {
      const list = item.parentElement ?? item;
      const there = within.get(list);
      if (there) there.push(index);
      else within.set(list, [index]);
    });
    let isWaiting = false;
    const scrolled = (): void => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => { isWaiting = false; this.measure(); });
    };
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        for (const index of within.get(entry.target) ?? []) {
          if (!entry.isIntersecting) { this.near.delete(index); continue; }
          this.near.add(index);
          this.draw(index);
        }
      }
      scrolled();
    }, { rootMargin: NEAR });
    for (const list of within.keys()) observer.observe(list);
    for (const place of [this.root, window]) place.addEventListener("scroll", scrolled, { passive: true });
  }

  /** How far down the text the window has been: of its own scroller on a desk, of the page on a phone. */
  private measure(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.root;
    const own = scrollHeight > clientHeight + 1;
    const box = own ? null : this.root.getBoundingClientRect();
    const share = box ? (window.innerHeight - box.top) / Math.max(1, box.height) : (scrollTop + clientHeight) / scrollHeight;
    this.readShare = Math.max(this.readShare, Math.min(1, Math.max(0, share)));
    this.onRead();
  }

  /** Show these codings; lines far from the window wait until they come near. */
  show(codings: Iterable<Coding>, chosen: string | null): void {
    this.chosen = chosen;
    this.over = new Map();
    this.labels = new Map();
    this.places = new Map();
    for (const placed of place(codings, this.lines)) {
      this.places.set(placed.coding.id, placed);
      for (let index = placed.first; index <= placed.last; index += 1) push(this.over, index, placed);
      push(this.labels, placed.label, placed);
    }
    for (const index of this.near) this.draw(index);
  }

  /** Mark another coding as the chosen one: only its lines, and those of the one before, are drawn again. */
  mark(chosen: string | null): void {
    if (chosen === this.chosen) return;
    const ids = [this.chosen, chosen];
    this.chosen = chosen;
    for (const id of ids) {
      const placed = id === null ? undefined : this.places.get(id);
      if (!placed) continue;
      for (let index = placed.first; index <= Math.max(placed.last, placed.label); index += 1) if (this.near.has(index)) this.draw(index);
      if (placed.label < placed.first && this.near.has(placed.label)) this.draw(placed.label);
    }
  }

  itemOf(index: number): HTMLElement | undefined {
    return this.items[index];
  }

  private draw(index: number): void {
    const line = this.lines[index];
    const item = this.items[index];
    if (!line || !item) return;
    const over = this.over.get(index) ?? [];
    const labels = this.labels.get(index) ?? [];
    const looks = over.length || labels.length ? signature(line, over, labels, this.chosen) : "";
    if (looks === (this.drawn.get(index) ?? "")) return;
    this.drawn.set(index, looks);
    drawLine(item, line, over, labels, this.chosen);
  }

  scrollTo(offset: number): void {
    const item = this.items[lineAt(this.lines, offset)];
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    item?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  numberOf(offset: number): string {
    const item = this.items[lineAt(this.lines, offset)];
    return item?.querySelector(".ln")?.textContent?.trim() ?? "";
  }

  /** The selected span in code points; null when the selection lies elsewhere, an empty span for a mere caret. */
  selection(): Span | null {
    const selection = getSelection();
    if (!selection?.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!this.root.contains(range.startContainer) || !this.root.contains(range.endContainer)) return null;
    const start = this.offsetOf(range.startContainer, range.startOffset);
    return { start, end: range.collapsed ? start : this.offsetOf(range.endContainer, range.endOffset) };
  }

  private offsetOf(node: Node, offset: number): number {
    const element = node instanceof Element ? node : node.parentElement;
    const item = element?.closest<HTMLElement>("li[data-start]") ?? (node.childNodes[offset] as HTMLElement | undefined);
    const index = item instanceof HTMLElement ? (this.indexOf.get(item) ?? -1) : -1;
    const line = this.lines[index];
    if (!line || !(item instanceof HTMLElement)) return this.lines[this.lines.length - 1]?.end ?? 0;
    const words = item.querySelector(".tx");
    if (!words?.contains(node)) return node.compareDocumentPosition(words ?? node) & Node.DOCUMENT_POSITION_PRECEDING ? line.end : line.start;
    const before = document.createRange();
    before.setStart(words, 0);
    before.setEnd(node, offset);
    return line.start + toPoints(line.text, before.toString().length);
  }

  /** Select a span for the eye and for screen readers; also where the focus is in a field. */
  select(span: Span | null): void {
    const range = span && this.rangeOf(span);
    this.isSelecting = true;
    const selection = getSelection();
    if (range && selection && !(document.activeElement instanceof HTMLInputElement)) {
      selection.removeAllRanges();
      selection.addRange(range);
    } else if (!range) {
      selection?.removeAllRanges();
    }
    this.highlight(null);
    requestAnimationFrame(() => { this.isSelecting = false; });
  }

  /** Keep the words visibly chosen while another field has the focus. */
  highlight(range: Range | null): void {
    if (!("highlights" in CSS)) return;
    if (range) CSS.highlights.set(HIGHLIGHT, new Highlight(range));
    else CSS.highlights.delete(HIGHLIGHT);
  }

  rangeOf(span: Span): Range | null {
    const from = this.pointOf(span.start, false);
    const to = this.pointOf(span.end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  private pointOf(offset: number, isEnd: boolean): [Node, number] | null {
    let index = lineAt(this.lines, offset);
    if (isEnd && index > 0 && this.lines[index]?.start === offset) index -= 1;
    const line = this.lines[index];
    const words = this.items[index]?.querySelector(".tx");
    if (!line || !words) return null;
    let left = toUnits(line.text, Math.min(offset, line.end) - line.start);
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (left <= length) return [node, left];
      left -= length;
    }
    return [words, words.childNodes.length];
  }
}

function push(map: Map<number, Placed[]>, index: number, placed: Placed): void {
  const there = map.get(index);
  if (there) there.push(placed);
  else map.set(index, [placed]);
}
