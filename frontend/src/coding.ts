/**
 * The coding workspace. The page gives `#workspace`, `#transcript` (data-codings-url, data-create-url, data-csrf) with
 * its lines, `#codebook` with buttons `data-code`, and the codings as JSON in `#codings`; see ui/workspace.html.
 */
import { watchCues } from "./coding/cues";
import { watchKeys } from "./coding/keys";
import { Workspace } from "./coding/workspace";

const place = document.getElementById("transcript");
const root = document.getElementById("workspace");
if (place && root) {
  const quick = document.getElementById("quick");
  const work = new Workspace(root, place, quick instanceof HTMLInputElement ? quick : null);
  watchKeys(work);
  watchCues(work);
  place.focus({ preventScroll: true });
}
