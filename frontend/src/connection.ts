/**
 * A form is sent only when the house answers, and only once: otherwise the browser would put its own page of errors in
 * the place of what was typed, and an impatient second tap would save twice.
 */
const HOUSE = "/healthz";
const PATIENCE = 6000;
const LONGEST_SENDING = 15000; // an answer that is a file leaves the page, and its form, where they are

type State = "asking" | "sending";
const states = new WeakMap<HTMLFormElement, State>();

export function isBeingSent(form: HTMLFormElement): boolean {
  return states.has(form);
}

async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    return (await fetch(HOUSE, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).ok;
  } catch {
    return false;
  }
}

function tell(): void {
  const template = document.querySelector<HTMLTemplateElement>("#unreachable");
  const place = document.getElementById("toasts");
  if (!template || !place) return;
  place.querySelector("[data-unreachable]")?.remove();
  place.append(template.content.cloneNode(true));
  place.querySelector("[data-unreachable] button")?.addEventListener("click", forget);
}

function forget(): void {
  document.querySelector("#toasts [data-unreachable]")?.remove();
}

async function ask(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  states.set(form, "asking");
  if (await answers()) {
    states.set(form, "sending");
    forget();
    form.requestSubmit(submitter);
    window.setTimeout(() => states.delete(form), LONGEST_SENDING);
  } else {
    states.delete(form);
    tell();
  }
}

export function watchConnection(): void {
  const begun = new WeakSet<HTMLFormElement>();
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post" || form.closest("[hx-post]")) return;
    if (states.get(form) === "sending" && !begun.has(form)) {
      begun.add(form);
      return;
    }
    event.preventDefault();
    if (states.has(form)) return;
    begun.delete(form);
    void ask(form, event.submitter);
  });
  window.addEventListener("online", forget);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) states.delete(form);
  });
}
