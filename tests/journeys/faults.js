// What is wrong with the page now open that axe does not ask: one sentence a fault.
(() => {
  const SMALLEST_TARGET = 44; // CSS pixels, WCAG 2.5.5
  const SMALLEST_TEXT = 14;
  const TARGETS = "a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button], [role=tab]";
  // One such word in five or more often: a name or a title in an Indonesian sentence is no sentence left in English.
  const LEAST_SHARE = 0.2;
  const ENGLISH = new RegExp(
    "\\b(the|and|of|with|from|this|that|not|yet|are|was|you|your|what|when|has|have|been|for|by|is|it|" +
      "save|cancel|delete|remove|add|edit|back|next|search|new|name|date|upload|choose|select|required|close|closed|" +
      "study|studies|source|sources|client|clients|goal|goals|coding|codings|finding|findings|today|week|month|year|" +
      "user|users|password|page|none|all|day|days|given|received|lacking|refused|harmful)\\b", "gi");

  const visible = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  const clipped = (element) => {
    for (let here = element; here && here !== document.body; here = here.parentElement) {
      const box = here.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) return true; // for screen readers only
    }
    return false;
  };
  const shown = (element) => visible(element) && !clipped(element);
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 140);

  const textNodes = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (node.data.trim() && !parent.closest("script, style, template, title") && shown(parent)) found.push(node);
    }
    return found;
  };

  const sizeOf = (element) => {
    const size = parseFloat(getComputedStyle(element).fontSize);
    const matrix = element instanceof SVGElement && element.getScreenCTM ? element.getScreenCTM() : null;
    return matrix ? size * Math.hypot(matrix.a, matrix.b) : size;
  };
  const smallText = () => [...new Set(textNodes().map((node) => node.parentElement))]
    .filter((element) => sizeOf(element) < SMALLEST_TEXT - 0.01)
    .map((element) => `text of ${sizeOf(element).toFixed(1)} px: ${name(element)}`);

  // The finger also hits what belongs to the target: its label, and a widened area of its ::after.
  const reaches = (element, labels, x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && [element, ...labels].some((part) => part === hit || part.contains(hit));
  };
  const inSentence = (element) => {
    if (element.tagName !== "A" || !getComputedStyle(element).display.startsWith("inline")) return false;
    const block = element.parentElement;
    return block.textContent.trim().length > element.textContent.trim().length && getComputedStyle(element).display === "inline";
  };
  const isSmall = (element) => {
    const labels = [...(element.labels ?? [])].filter(shown);
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const boxes = [element, ...labels].map((part) => part.getBoundingClientRect());
    const big = boxes.some((box) => box.width >= SMALLEST_TARGET - 0.5 && box.height >= SMALLEST_TARGET - 0.5);
    if (big) return false;
    const box = boxes[0];
    const x = box.left + box.width / 2, y = box.top + box.height / 2, half = SMALLEST_TARGET / 2 - 1;
    return ![[x - half, y], [x + half, y], [x, y - half], [x, y + half]].every(([a, b]) => reaches(element, labels, a, b));
  };
  const smallTargets = () => [...document.querySelectorAll(TARGETS)]
    .filter((element) => shown(element) || [...(element.labels ?? [])].some(shown))
    .filter((element) => !element.disabled && !inSentence(element) && isSmall(element))
    .map((element) => {
      const box = element.getBoundingClientRect();
      return `target of ${Math.round(box.width)} × ${Math.round(box.height)} px: ${name(element)}`;
    });

  const words = () => [
    ...textNodes().filter((node) => !node.parentElement.closest("[lang=en], [translate=no], code, pre")).map((node) => node.data),
    ...[...document.querySelectorAll("[title], [aria-label], [placeholder], [alt]")].flatMap((element) =>
      ["title", "aria-label", "placeholder", "alt"].map((attribute) => element.getAttribute(attribute) ?? "")),
    document.title,
  ];
  const isEnglish = (text) => {
    const all = text.match(/\p{L}+/gu)?.length ?? 0;
    return all > 0 && (text.match(ENGLISH)?.length ?? 0) / all >= LEAST_SHARE;
  };
  const english = () => words().filter(isEnglish)
    .map((text) => `English: ${text.replace(/\s+/g, " ").trim().slice(0, 100)}`);
  const raw = () => words().filter((text) => /\{[{%]|[%}]\}|\{\w+\}|%\(\w+\)s/.test(text)).map((text) => `raw: ${text.slice(0, 100)}`);

  const repeated = () => [...document.querySelectorAll("main")].length === 1 ? [] : ["not exactly one main"];
  const headed = () => document.querySelectorAll("h1").length === 1 ? [] : ["not exactly one h1"];

  return ({ touch, language }) => {
    const at = [scrollX, scrollY];
    const found = [
      ...smallText(), ...(touch ? smallTargets() : []), ...raw(), ...repeated(), ...headed(),
      ...(language === "id" ? english() : []),
      ...(document.documentElement.lang === language ? [] : [`lang is ${document.documentElement.lang}`]),
    ];
    scrollTo(...at);
    return [...new Set(found)];
  };
})()
