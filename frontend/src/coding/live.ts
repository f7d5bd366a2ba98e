/** Others' codings as they come: asked for every few seconds while the page is looked at; 304 most of the time. */
import type { Workspace } from "./workspace";

const PAUSE = 4000;
const LONGEST_PAUSE = 60_000;
/** Nobody reads for so long without a key or a touch: the page stops asking, so that a session left alone can end. */
const AWAY = 10 * 60_000;

export function watchOthers(work: Workspace): void {
  let since = work.transcript.root.dataset.until ?? "";
  let pause = PAUSE;
  let touched = Date.now();
  let timer = 0;
  const ask = async (): Promise<void> => {
    if (!document.hidden && Date.now() - touched < AWAY) {
      const found = await work.server.changes(since);
      pause = found === undefined ? Math.min(pause * 2, LONGEST_PAUSE) : PAUSE;
      if (found) {
        since = found.until;
        work.takeOthers(found.changed, new Set(found.there));
      }
    }
    again();
  };
  const again = (): void => { clearTimeout(timer); timer = window.setTimeout(() => void ask(), pause); };
  for (const kind of ["keydown", "pointerdown", "scroll"]) document.addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { pause = PAUSE; again(); } });
  again();
}
