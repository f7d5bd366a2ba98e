/** Toasts leave after 8 seconds, but stay while somebody points at them or stands on their button. */
const STAY = 8000;

function hold(toast: HTMLElement): void {
  let timer = 0;
  const start = (): void => { timer = window.setTimeout(() => toast.remove(), STAY); };
  const stop = (): void => clearTimeout(timer);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("focusout", start);
  toast.addEventListener("pointerleave", () => { if (!toast.contains(document.activeElement)) start(); });
  const close = toast.querySelector<HTMLButtonElement>("[data-close]");
  if (close) {
    close.hidden = false;
    close.addEventListener("click", () => toast.remove());
  }
  start();
}

export function watchToasts(): void {
  const place = document.getElementById("toasts");
  if (!place) return;
  const seen = new WeakSet<HTMLElement>();
  const look = (): void => {
    for (const toast of place.querySelectorAll<HTMLElement>("[data-toast]")) {
      if (seen.has(toast)) continue;
      seen.add(toast);
      hold(toast);
    }
  };
  look();
  new MutationObserver(look).observe(place, { childList: true });
}
