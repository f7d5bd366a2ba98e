/** A timer for each activity; it runs on both phones, since it is told by the server's clock. */
import { copy, type Room } from "./room";

interface Run { on: boolean; s: number }

const isRun = (value: unknown): value is Run => typeof value === "object" && value !== null && "on" in value;

function written(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}.${String(whole % 60).padStart(2, "0")}`;
}

export class Timers {
  private readonly steps = Array.from(document.querySelectorAll<HTMLElement>("[data-step]"));

  constructor(private readonly room: Room) {
    for (const step of this.steps) {
      step.querySelector<HTMLElement>(".timer")?.removeAttribute("hidden");
      step.querySelector("[data-timer]")?.addEventListener("click", () => this.turn(step));
    }
    window.setInterval(() => this.show(), 1000);
  }

  private key(step: HTMLElement): string {
    return `timer.${step.dataset.step}`;
  }

  private seconds(step: HTMLElement): number {
    const run = this.room.get("", this.key(step));
    if (!isRun(run)) return 0;
    const since = this.room.store.state.at.get(`|${this.key(step)}`) ?? 0;
    return run.s + (run.on ? Math.max(0, (Date.now() + this.room.line.ahead - since) / 1000) : 0);
  }

  private turn(step: HTMLElement): void {
    const run = this.room.get("", this.key(step));
    const isOn = isRun(run) && run.on;
    const seconds = Math.round(this.seconds(step));
    if (!isOn) for (const other of this.steps) if (other !== step && this.isOn(other)) this.turn(other);
    this.room.tap("", this.key(step), { on: !isOn, s: seconds });
  }

  private isOn(step: HTMLElement): boolean {
    const run = this.room.get("", this.key(step));
    return isRun(run) && run.on;
  }

  show(): void {
    for (const step of this.steps) {
      const isOn = this.isOn(step);
      step.classList.toggle("running", isOn);
      const clock = step.querySelector("[data-clock]");
      if (clock) clock.textContent = this.room.say("of_minutes", { time: written(this.seconds(step)), n: step.dataset.minutes ?? "" });
      const button = step.querySelector("[data-timer]");
      const word = this.room.say(isOn ? "pause" : "start");
      if (!button || button.querySelector("span")?.textContent === word && button.getAttribute("aria-pressed") === String(isOn)) continue;
      button.setAttribute("aria-pressed", String(isOn));
      const label = document.createElement("span");
      label.textContent = word;
      button.replaceChildren(copy(isOn ? "icon-pause" : "icon-play"), label);
    }
  }
}
