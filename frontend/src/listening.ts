/** Listening beside the text: a time jumps there, the line that is heard is marked, space and the arrows work. */

const BACK = 3;

interface Heard {
  at: number;
  line: HTMLElement;
}

function linesWithTimes(): Heard[] {
  return Array.from(document.querySelectorAll<HTMLElement>(".reading [data-at]"), (mark) => ({
    at: Number(mark.dataset.at),
    line: mark.closest<HTMLElement>("li")!,
  }));
}

/** The last line that began before `seconds`, -1 before the first. */
export function lineAt(lines: readonly { at: number }[], seconds: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.at <= seconds + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function follow(audio: HTMLAudioElement, lines: Heard[]): void {
  let marked: HTMLElement | undefined;
  audio.addEventListener("timeupdate", () => {
    const line = lines[lineAt(lines, audio.currentTime)]?.line;
    if (line === marked) return;
    marked?.removeAttribute("aria-current");
    line?.setAttribute("aria-current", "true");
    marked = line;
    if (!audio.paused) line?.scrollIntoView({ block: "nearest" });
  });
}

function jump(audio: HTMLAudioElement): void {
  document.addEventListener("click", (event) => {
    const mark = (event.target as HTMLElement).closest<HTMLElement>("[data-at]");
    if (!mark) return;
    event.preventDefault();
    audio.currentTime = Number(mark.dataset.at);
    void audio.play();
  });
}

function keys(player: HTMLElement, audio: HTMLAudioElement): void {
  // Caught on the way down: the player of the browser would act on the same key once more.
  player.addEventListener(
    "keydown",
    (event) => {
      if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === " ") {
        if (audio.paused) void audio.play();
        else audio.pause();
      } else if (event.key === "ArrowLeft") audio.currentTime = Math.max(0, audio.currentTime - BACK);
      else if (event.key === "ArrowRight") audio.currentTime = Math.min(audio.duration || 0, audio.currentTime + BACK);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
}

function rate(player: HTMLElement, audio: HTMLAudioElement): void {
  const choice = player.querySelector<HTMLSelectElement>("[data-rate]");
  if (!choice) return;
  const put = (): void => {
    audio.playbackRate = audio.defaultPlaybackRate = Number(choice.value);
  };
  put();
  choice.addEventListener("change", put);
}

export function watchListening(): void {
  const player = document.querySelector<HTMLElement>("[data-player]");
  const audio = player?.querySelector("audio");
  if (!player || !audio) return;
  follow(audio, linesWithTimes());
  jump(audio);
  keys(player, audio);
  rate(player, audio);
}

watchListening();
