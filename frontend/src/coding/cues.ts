/** Codes that the words of a passage hint at. A suggestion: it is the person who chooses. */
import { icon } from "./draw";
import type { Span } from "./model";
import type { Workspace } from "./workspace";

interface Suggestion {
  code: string;
  name: string;
  cues: string[];
}

const PAUSE = 300;

function row({ code, name, cues }: Suggestion): HTMLLIElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pill";
  button.dataset.hint = code;
  button.append(icon("plus"), `${code} ${name}`);
  const words = document.createElement("span");
  words.className = "caption";
  words.textContent = cues.map((cue) => `“${cue}”`).join(", ");
  const item = document.createElement("li");
  item.append(button, words);
  return item;
}

export function watchCues(work: Workspace): void {
  const place = document.getElementById("cues");
  const list = document.getElementById("cue-list");
  const address = place?.dataset.cuesUrl;
  if (!place || !list || !address) return;
  let timer = 0;
  let asked = "";
  const show = async (span: Span): Promise<void> => {
    const question = `?start=${span.start}&end=${span.end}`;
    asked = question;
    const response = await fetch(address + question, { headers: { Accept: "application/json" }, credentials: "same-origin" }).catch(() => null);
    const answer = response?.ok ? ((await response.json()) as { suggestions: Suggestion[] }) : { suggestions: [] };
    if (asked !== question) return;
    list.replaceChildren(...answer.suggestions.map(row));
    place.hidden = !answer.suggestions.length;
  };
  work.onPassage = (span) => {
    clearTimeout(timer);
    asked = "";
    if (span) timer = window.setTimeout(() => void show(span), PAUSE);
    else place.hidden = true;
  };
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-hint]");
    if (button?.dataset.hint) void work.deeds.apply(button.dataset.hint);
  });
}
