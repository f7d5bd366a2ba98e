/** The fields of the plain form as taps: `t:<member or room>:<key>` says what each one is about. */
import type { Room } from "./room";
import type { Value } from "./store";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const PAUSE = 1200;
const NUMBERS = /^(mood_before|mood_after|topic_minutes\..*)$/;

const place = (field: Field): [string, string] => {
  const [, member = "", ...key] = field.name.split(":");
  return [member === "room" ? "" : member, key.join(":")];
};

const isText = (field: Field): boolean => field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && !["radio", "checkbox"].includes(field.type));

function valueOf(field: Field, key: string): Value {
  if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked;
  if (field.value === "" && (!isText(field) || NUMBERS.test(key))) return null;
  return NUMBERS.test(key) && /^\d+$/.test(field.value) ? Number(field.value) : field.value;
}

export class Fields {
  private readonly all: Field[];
  private readonly timers = new Map<Field, number>();

  constructor(private readonly room: Room, form: HTMLFormElement) {
    this.all = Array.from(form.querySelectorAll<Field>("[name^='t:']"));
    form.addEventListener("change", (event) => this.send(event.target as Field));
    form.addEventListener("input", (event) => this.typed(event.target as Field));
    form.addEventListener("click", (event) => this.again(event));
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("pagehide", () => {
      this.flush();
      room.line.leave();
    });
  }

  /** Text goes a moment after the last key, and at once when the field is left. */
  flush(): void {
    for (const field of Array.from(this.timers.keys())) this.send(field);
  }

  private typed(field: Field): void {
    if (!field.name.startsWith("t:") || !isText(field)) return;
    clearTimeout(this.timers.get(field));
    this.timers.set(field, window.setTimeout(() => this.send(field), PAUSE));
  }

  private send(field: Field): void {
    if (!field.name?.startsWith("t:")) return;
    clearTimeout(this.timers.get(field));
    this.timers.delete(field);
    if (field instanceof HTMLInputElement && field.type === "number" && !field.checkValidity()) return;
    const [member, key] = place(field);
    const value = valueOf(field, key);
    const before = this.room.get(member, key);
    if (value === before || (before === undefined && (value === null || value === "" || value === false))) return;
    this.room.tap(member, key, value);
  }

  /** A chosen button tapped once more is taken back. */
  private again(event: Event): void {
    const label = (event.target as HTMLElement).closest("label");
    const field = label?.querySelector<HTMLInputElement>("input[type=radio]");
    if (!field?.checked || event.target === field || !(event as PointerEvent).detail) return;
    event.preventDefault();
    field.checked = false;
    this.room.tap(...place(field), null);
  }

  /** Show what the other phone tapped; a field that is being written in is left alone. */
  show(): void {
    for (const field of this.all) {
      if (this.timers.has(field) || (field === document.activeElement && isText(field))) continue;
      const [member, key] = place(field);
      const value = this.room.get(member, key);
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value === true;
      else if (field instanceof HTMLInputElement && field.type === "radio") field.checked = String(value ?? "") === field.value;
      else if (key === "place" && value === undefined) continue;
      else field.value = value === undefined || value === null ? "" : String(value);
    }
  }
}
