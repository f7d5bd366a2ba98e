/**
 * The session of a group on a phone. The page (programmes/session.html) is one plain form that works by itself; here each
 * change becomes a tap that is sent at once, and the taps of the other phone appear within three seconds.
 */
import { Ask } from "./session/ask";
import { Fields } from "./session/fields";
import { Incidents } from "./session/incidents";
import { Members } from "./session/members";
import { Parts } from "./session/parts";
import { Room } from "./session/room";
import { Timers } from "./session/timers";
import { Watching } from "./session/watch";

function begin(root: HTMLElement, form: HTMLFormElement): void {
  const shown: { show(): void }[] = [];
  const trouble = document.getElementById("trouble");
  const tell = (sentence: string): void => {
    trouble?.toggleAttribute("hidden", !sentence);
    const words = trouble?.querySelector("span");
    if (words) words.textContent = sentence;
  };
  const room = new Room(root, {
    changed: () => shown.forEach((one) => one.show()),
    sent(waiting, isReached) {
      const short = document.getElementById("sent");
      const long = document.getElementById("sent-long");
      // While a few are on their way nothing is claimed; a word that comes and goes with each tap would only disturb.
      const none = room.say(isReached ? "all_sent" : "no_connection");
      const words = !waiting ? none : isReached && waiting <= 3 ? "" : room.say("unsent", { n: waiting });
      if (short && short.textContent !== words) short.textContent = words;
      root.classList.toggle("offline", !isReached);
      long?.toggleAttribute("hidden", isReached || !waiting);
      document.getElementById("thumb-there")?.toggleAttribute("hidden", !isReached && waiting > 0);
    },
    refused: (sentence) => tell(room.say("refused", { why: sentence })),
    closed(state, by) {
      tell(state === "saved" ? room.say("saved_by", { who: by }) : room.say("closed"));
      if (state === "saved" && !room.store.waiting.length) location.reload();
    },
    signedOut: () => tell(room.say("sign_in")),
  });
  const fields = new Fields(room, form);
  shown.push(fields, new Members(room), new Timers(room));
  const watching = document.getElementById("watching");
  if (watching) shown.push(new Watching(room, watching));
  const incident = document.getElementById("incident-form");
  if (incident instanceof HTMLFormElement) shown.push(new Incidents(room, incident));
  const ask = document.getElementById("ask");
  if (ask instanceof HTMLDialogElement) new Ask(room, ask);
  new Parts(room, async () => {
    fields.flush();
    if (await room.line.settled()) location.href = root.dataset.checkUrl ?? "";
  });
  document.getElementById("suggest")?.addEventListener("click", async (event) => {
    event.preventDefault();
    await room.line.settled();
    await fetch(root.dataset.pairsUrl ?? "", { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": root.dataset.csrf ?? "" }, credentials: "same-origin" }).catch(() => null);
    await room.line.now();
  });
  shown.forEach((one) => one.show());
}

const root = document.getElementById("session");
const form = document.getElementById("taps");
if (root && form instanceof HTMLFormElement) begin(root, form);
