/** Small behaviours by attribute: data-autosubmit, data-confirm, data-print, menus that close, the error summary. */
import { isBeingSent } from "./connection";

export function watchControls(): void {
  document.addEventListener("change", (event) => {
    const field = (event.target as HTMLElement).closest<HTMLInputElement>("[data-autosubmit]");
    field?.form?.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    if (isBeingSent(event.target as HTMLFormElement)) return; // asked and answered already
    const question = (event.submitter ?? (event.target as HTMLElement)).dataset.confirm ?? (event.target as HTMLElement).dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    if (target.closest("[data-print]")) window.print();
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!menu.contains(target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  for (const part of document.querySelectorAll<HTMLElement>("[data-autosubmit-button]")) part.hidden = true;
  for (const part of document.querySelectorAll<HTMLElement>("[data-needs-script]")) part.hidden = false;
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
}
