/** Keys and pointers of the workspace. Keys count only while the focus is inside it and not in a field. */
import type { Harm } from "./harm";
import { POLARITIES } from "./model";
import type { Workspace } from "./workspace";

const isField = (target: EventTarget | null): boolean => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

type Act = (work: Workspace, event: KeyboardEvent, harm: Harm) => unknown;

const toQuick: Act = () => document.getElementById("quick")?.focus();
const toNote: Act = (work) => work.inspector.memo?.focus();
const toHelp: Act = () => { const help = document.getElementById("keys-help"); if (help instanceof HTMLDialogElement) help.showModal(); };

/** Every key by what it prints; the sheet of keys in the page names the same. */
const KEYS: Record<string, Act> = {
  ArrowRight: (work, event) => work.move(1, "word", event.shiftKey),
  ArrowLeft: (work, event) => work.move(-1, "word", event.shiftKey),
  ArrowDown: (work, event) => work.move(1, "line", event.shiftKey),
  ArrowUp: (work, event) => work.move(-1, "line", event.shiftKey),
  Home: (work) => work.toEdge(false),
  End: (work) => work.toEdge(true),
  "[": (work) => work.moveStart(-1),
  "]": (work) => work.moveStart(1),
  w: (work) => work.chooseAround("word"),
  s: (work, event) => work.chooseAround("sentence", event.shiftKey ? -1 : 1),
  p: (work, event) => work.chooseAround("paragraph", event.shiftKey ? -1 : 1),
  "+": (work) => work.widen(),
  "=": (work) => work.widen(),
  "-": (work) => work.narrow(),
  j: (work) => work.step(1),
  k: (work) => work.step(-1),
  m: toNote,
  n: toNote,
  g: (work) => work.deeds.nextGiver(),
  i: (work) => work.deeds.nameInVivo(),
  r: (work) => work.deeds.repeat(),
  u: (work, event) => (event.shiftKey ? work.deeds.redo() : work.deeds.undo()),
  x: (work) => work.deeds.merge(),
  y: (work) => work.deeds.stillFits(),
  f: (work) => work.filter.toggle(),
  b: (_work, event, harm) => (event.shiftKey ? harm.next() : harm.open()),
  Delete: (work) => work.deeds.remove(),
  Backspace: (work) => work.deeds.remove(),
  Escape: (work) => work.pick(null),
  Enter: toQuick,
  "/": toQuick,
  "?": toHelp,
};
POLARITIES.forEach((polarity, index) => { KEYS[String(index + 1)] = (work) => work.deeds.setPolarity(polarity); });

/** Keys that mean something elsewhere too: they count only while the text itself has the focus. */
const OF_THE_TEXT = new Set(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End", "Enter", "Backspace"]);

function onKey(work: Workspace, harm: Harm, event: KeyboardEvent): void {
  const isInside = work.root.contains(event.target as Node) || event.target === document.body;
  if (!isInside || isField(event.target) || document.querySelector("dialog[open]")) return;
  if ((event.ctrlKey || event.metaKey) && ["z", "y"].includes(event.key.toLowerCase())) {
    event.preventDefault();
    void (event.shiftKey || event.key.toLowerCase() === "y" ? work.deeds.redo() : work.deeds.undo());
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (OF_THE_TEXT.has(event.key) && !work.transcript.root.contains(document.activeElement)) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  void act(work, event, harm);
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

/** The buttons that do what keys do; those of the thumb bar too. */
const BUTTONS: Record<string, (work: Workspace) => unknown> = {
  undo: (work) => work.deeds.undo(),
  redo: (work) => work.deeds.redo(),
  remove: (work) => work.deeds.remove(),
  merge: (work) => work.deeds.merge(),
  fits: (work) => work.deeds.stillFits(),
  sentence: (work) => work.chooseAround("sentence"),
  widen: (work) => work.widen(),
  narrow: (work) => work.narrow(),
  repeat: (work) => work.deeds.repeat(),
  close: (work) => work.choose(null),
};

export function watchKeys(work: Workspace, harm: Harm): void {
  document.addEventListener("keydown", (event) => onKey(work, harm, event));
  watchSelection(work);
  document.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("button[data-polarity], button[data-deed], [data-help]");
    if (button?.dataset.polarity) void work.deeds.setPolarity(button.dataset.polarity);
    else if (button?.dataset.deed) void BUTTONS[button.dataset.deed]?.(work);
    else if (button) toHelp(work, event as unknown as KeyboardEvent, harm);
    else if ((event.target as HTMLElement).closest("dialog#keys-help [data-close]")) (document.getElementById("keys-help") as HTMLDialogElement).close();
  });
  // The words stay selected while a thumb works.
  document.getElementById("thumbs")?.addEventListener("mousedown", (event) => event.preventDefault());
  const quick = document.getElementById("quick");
  quick?.addEventListener("focus", () => work.keepVisible(true));
  quick?.addEventListener("blur", () => work.keepVisible(false));
  work.inspector.memo?.addEventListener("change", (event) => void work.deeds.change({ memo: (event.target as HTMLTextAreaElement).value }));
  work.inspector.memo?.addEventListener("keydown", (event) => { if (event.key === "Escape") work.transcript.root.focus(); });
  work.inspector.giver?.addEventListener("change", (event) => void work.deeds.change({ giver: (event.target as HTMLSelectElement).value }));
  for (const place of document.querySelectorAll("#filters select")) place.addEventListener("keydown", (event) => { if ((event as KeyboardEvent).key === "Escape") work.transcript.root.focus(); });
}
