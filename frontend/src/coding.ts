/**
 * The coding workspace. The page gives `#workspace`, `#transcript` (data-codings-url, data-create-url, data-changes-url, data-vivo-url, data-risk-url, data-risk-words-url, data-until, data-csrf) with
 * its lines, `#codebook` with buttons `data-code`, and the codings as JSON in `#codings`; see ui/workspace.html.
 */
import { watchCues } from "./coding/cues";
import { Harm } from "./coding/harm";
import { watchKeys } from "./coding/keys";
import { watchOthers } from "./coding/live";
import { Workspace } from "./coding/workspace";

const place = document.getElementById("transcript");
const root = document.getElementById("workspace");
if (place && root) {
  const quick = document.getElementById("quick");
  const work = new Workspace(root, place, quick instanceof HTMLInputElement ? quick : null);
  const harm = new Harm(work);
  work.harmOn = (span) => harm.noteOn(span);
  watchKeys(work, harm);
  watchOthers(work);
  watchCues(work);
  place.focus({ preventScroll: true });
}
