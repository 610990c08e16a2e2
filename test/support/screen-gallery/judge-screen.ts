import type { Page } from 'playwright';

export interface Finding {
  readonly rule: 'overflow' | 'clipped' | 'target' | 'out-of-sight' | 'contrast' | 'no-name';
  readonly what: string;
}

/** What a machine can see of a screen's legibility; the rest is judged by eye. */
export const judgeScreen = (page: Page): Promise<Finding[]> => page.evaluate(findings);

/** Runs in the page. WCAG 2.2: 1.4.3 and 1.4.6 contrast, 2.5.8 targets, 1.4.10 reflow, 4.1.2 names. */
function findings(): Finding[] {
  const found: Finding[] = [];
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${String(element.getAttribute('class')).split(' ').join('.')} ${(element.textContent ?? '').slice(0, 24)}`;
  const visible = (element: Element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility === 'visible';
  };

  if (document.documentElement.scrollWidth > innerWidth + 1)
    found.push({ rule: 'overflow', what: 'page is wider than the window' });

  for (const element of document.querySelectorAll('button, input, select')) {
    if (!visible(element)) continue;
    const box = element.getBoundingClientRect();
    const patient = element.closest('.patient') !== null && element.closest('.handed__strip') === null;
    if (box.height < (patient ? 72 : 40) - 0.5 || box.width < (patient ? 72 : 40) - 0.5) {
      found.push({ rule: 'target', what: `${name(element)} ${Math.round(box.width)}x${Math.round(box.height)}` });
    }
    const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
    if (label.trim() === '' && (element as HTMLInputElement).labels?.length !== 1)
      found.push({ rule: 'no-name', what: name(element) });
    // Zoomed to 200 % a patient screen scrolls as a whole; otherwise its acts stand in sight without scrolling.
    const scrolls = innerHeight < 480 && element.closest('.patient') !== null;
    if (
      patient &&
      !scrolls &&
      (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1)
    ) {
      found.push({ rule: 'out-of-sight', what: name(element) });
    }
    if (element instanceof HTMLButtonElement && element.scrollWidth > element.clientWidth + 1)
      found.push({ rule: 'clipped', what: name(element) });
  }

  const channel = (value: number) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const luminance = (rgb: number[]) =>
    0.2126 * channel(rgb[0] ?? 0) + 0.7152 * channel(rgb[1] ?? 0) + 0.0722 * channel(rgb[2] ?? 0);
  const parse = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const ground = (start: Element) => {
    for (let element: Element | null = start; element !== null; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || (colour[3] ?? 0) === 1) return colour;
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    if (element === null || (node.textContent ?? '').trim() === '' || !visible(element)) continue;
    if (element.closest('[aria-hidden], [aria-disabled], .visually-hidden, option, script, style') !== null) continue;
    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 600);
    const patient = element.closest('.patient') !== null;
    const needed = patient ? (large ? 4.5 : 7) : large ? 3 : 4.5;
    const [a, b] = [luminance(parse(style.color)), luminance(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < needed) found.push({ rule: 'contrast', what: `${name(element)} ${ratio.toFixed(2)} < ${needed}` });
    const box = element.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1) found.push({ rule: 'clipped', what: name(element) });
  }
  return found;
}
