/** Keys and pointers of the workspace. Keys count only while the focus is inside it and not in a field. */
import { POLARITIES } from "./model";
import type { Workspace } from "./workspace";

const isField = (target: EventTarget | null): boolean => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

type Act = (work: Workspace, event: KeyboardEvent) => unknown;

const KEYS: Record<string, Act> = {
  ArrowRight: (work, event) => work.move(1, "word", event.shiftKey),
  ArrowLeft: (work, event) => work.move(-1, "word", event.shiftKey),
  ArrowDown: (work, event) => work.move(1, "line", event.shiftKey),
  ArrowUp: (work, event) => work.move(-1, "line", event.shiftKey),
  s: (work) => work.chooseAround("sentence"),
  p: (work) => work.chooseAround("paragraph"),
  j: (work) => work.step(1),
  k: (work) => work.step(-1),
  m: (work) => work.inspector.memo?.focus(),
  r: (work) => work.repeat(),
  u: (work) => work.undo(),
  Delete: (work) => work.remove(),
  Escape: (work) => work.pick(null),
  "/": () => document.getElementById("quick")?.focus(),
};
POLARITIES.forEach((polarity, index) => { KEYS[String(index + 1)] = (work) => work.setPolarity(polarity); });

function onKey(work: Workspace, event: KeyboardEvent): void {
  const isInside = work.root.contains(event.target as Node);
  if (!isInside || isField(event.target)) return;
  if ((event.ctrlKey || event.metaKey) && ["z", "y"].includes(event.key.toLowerCase())) {
    event.preventDefault();
    void (event.shiftKey || event.key.toLowerCase() === "y" ? work.redo() : work.undo());
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isArrow = event.key.startsWith("Arrow");
  if (isArrow && !work.transcript.root.contains(document.activeElement)) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  void act(work, event);
}

function watchSelection(work: Workspace): void {
  let timer = 0;
  document.addEventListener("selectionchange", () => {
    if (work.transcript.isSelecting) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const span = work.transcript.selection();
      if (span && span.end > span.start) work.choose(span, true);
    }, 120);
  });
  work.transcript.root.addEventListener("click", (event) => {
    const span = work.transcript.selection();
    if (span && span.end > span.start) return;
    const ids: string[] = [];
    for (let at = (event.target as HTMLElement).closest<HTMLElement>("[data-id]"); at; at = at.parentElement?.closest<HTMLElement>("[data-id]") ?? null) ids.push(at.dataset.id ?? "");
    if (ids.length) work.pickOneOf(ids);
    else work.pick(null);
  });
}

export function watchKeys(work: Workspace): void {
  document.addEventListener("keydown", (event) => onKey(work, event));
  watchSelection(work);
  document.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("button[data-polarity], #undo, #remove, #close-codebook");
    if (button?.dataset.polarity) void work.setPolarity(button.dataset.polarity);
    else if (button?.id === "undo") void work.undo();
    else if (button?.id === "remove") void work.remove();
    else if (button?.id === "close-codebook") work.choose(null);
  });
  const quick = document.getElementById("quick");
  quick?.addEventListener("focus", () => work.keepVisible(true));
  quick?.addEventListener("blur", () => work.keepVisible(false));
  work.inspector.memo?.addEventListener("change", (event) => void work.change({ memo: (event.target as HTMLTextAreaElement).value }));
  work.inspector.memo?.addEventListener("keydown", (event) => { if (event.key === "Escape") work.transcript.root.focus(); });
  work.inspector.giver?.addEventListener("change", (event) => void work.change({ giver: (event.target as HTMLSelectElement).value }));
}
