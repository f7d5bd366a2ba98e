/**
 * Quick record: the list of persons is in the page; typing narrows it.
 * `<input data-search-in="#people">` over a list whose items carry `data-words`, with `<p data-search-empty hidden>`.
 */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Every word typed must begin a word of the entry, in any order. */
export function matches(words: string, typed: string): boolean {
  const there = plain(words).split(/[^\p{L}\p{N}]+/u);
  return plain(typed).split(/\s+/).filter(Boolean).every((part) => there.some((word) => word.startsWith(part)));
}

export function watchPersonSearch(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("[data-search-in]")) {
    const list = document.querySelector<HTMLElement>(input.dataset.searchIn ?? "");
    if (!list) continue;
    input.closest<HTMLElement>("[hidden]")?.removeAttribute("hidden");
    const items = Array.from(list.querySelectorAll<HTMLElement>("[data-words]"));
    const empty = document.querySelector<HTMLElement>("[data-search-empty]");
    input.addEventListener("input", () => {
      let shown = 0;
      for (const item of items) {
        item.hidden = !matches(item.dataset.words ?? "", input.value);
        if (!item.hidden) shown += 1;
      }
      if (empty) empty.hidden = shown > 0;
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      items.find((item) => !item.hidden)?.querySelector<HTMLElement>("a, button")?.click();
    });
  }
}
