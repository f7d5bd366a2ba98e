/** The sentences of the workspace in the language of the page, from the JSON that the server put there. */
export function readJson<T>(id: string, otherwise: T): T {
  const element = document.getElementById(id);
  return element?.textContent ? (JSON.parse(element.textContent) as T) : otherwise;
}

let words: Record<string, string> | undefined;

/** `say("coding", {place: 1})` fills the `{place}` of the sentence; a missing sentence is its key. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  words ??= readJson<Record<string, string>>("words", {});
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ""));
}

export function announce(sentence: string): void {
  const place = document.getElementById("announce");
  if (place) place.textContent = sentence;
}
