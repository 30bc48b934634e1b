import type { Page } from 'playwright';

/**
 * What a person would call broken about the window as it stands, one line for each: a page or dialog that scrolls
 * sideways, text that is cut where nothing gives the whole of it, and text that lies outside its cell, card or window.
 */
export async function layoutFindings(window: Page): Promise<string[]> {
  return window.evaluate(() => {
    const findings = new Set<string>();
    const room = document.documentElement.clientWidth;
    const heights = document.documentElement.clientHeight;

    const named = (element: Element) =>
      `${element.tagName.toLowerCase()}.${[...element.classList].map((name) => name.replace(/^_|_[a-z0-9]{5}_\d+$/g, '')).join('.')}`;
    const words = (text: string) => `“${text.trim().slice(0, 40)}”`;

    for (const scroller of document.querySelectorAll(
      'html, body, main, main > [data-kind], [role="dialog"], nav, header',
    )) {
      if (scroller.scrollWidth > scroller.clientWidth + 1 && scroller.clientWidth > 0)
        findings.add(
          `sideways: ${named(scroller)} is ${scroller.scrollWidth - scroller.clientWidth} px wider than its room`,
        );
    }

    /** Whether the whole text is to be had: on hover, from itself or what it stands in. */
    function isGivenWhole(element: Element, text: string): boolean {
      const title = element.closest('[title]')?.getAttribute('title') ?? '';
      const label = element.closest('[aria-label]')?.getAttribute('aria-label') ?? '';
      return title.length > 0 || label.includes(text.trim());
    }
    function isEllipsis(style: CSSStyleDeclaration): boolean {
      return style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    }
    function isUnseen(element: Element): boolean {
      if (
        element.closest(
          '.visually-hidden, [aria-hidden="true"], .recharts-tooltip-wrapper, noscript, script, style, title, option, select',
        )
      )
        return true;
      const style = getComputedStyle(element);
      return (
        style.visibility === 'hidden' ||
        style.clipPath !== 'none' ||
        style.opacity === '0' ||
        !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      );
    }

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      const element = node.parentElement;
      if (text.trim() === '' || element === null || isUnseen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      // What stands over several cells on purpose, a date of a row of weeks, has no cell of its own.
      const isFree = getComputedStyle(element).position === 'absolute';
      let right = box.right;
      let left = box.left;
      let scrolls = false;
      for (
        let around: Element | null = element;
        around && around !== document.body;
        around = around.parentElement
      ) {
        const style = getComputedStyle(around);
        const own = around.getBoundingClientRect();
        const clips = style.overflowX !== 'visible';
        if (clips && (style.overflowX === 'auto' || style.overflowX === 'scroll')) {
          scrolls = true;
          break;
        }
        const exceeds = right > own.right + 1.5 || left < own.left - 1.5;
        if (clips && exceeds) {
          if (!isEllipsis(style)) findings.add(`cut without a sign: ${words(text)} in ${named(around)}`);
          else if (!isGivenWhole(element, text))
            findings.add(`cut for good: ${words(text)} in ${named(around)}`);
          right = Math.min(right, own.right);
          left = Math.max(left, own.left);
          continue;
        }
        if (
          exceeds &&
          !isFree &&
          around.matches(
            'td, th, li, dd, dt, section, article, fieldset, button, [role="dialog"], [class*="tile"], [class*="card"], p, h1, h2, h3, legend',
          )
        )
          if (style.display !== 'inline' && !around.closest('svg'))
            findings.add(
              `outside: ${words(text)} of ${named(around)} by ${Math.round(Math.max(right - own.right, own.left - left))} px`,
            );
        if (style.position === 'fixed') break;
        const tall = style.overflowY === 'hidden' || style.overflowY === 'clip';
        if (tall && box.bottom > own.bottom + 3 && !isGivenWhole(element, text) && own.height > 4)
          findings.add(`cut below: ${words(text)} in ${named(around)}`);
      }
      if (!scrolls && (right > room + 1 || left < -1))
        findings.add(`outside the window: ${words(text)} of ${named(element)}`);
    }
    for (const control of document.querySelectorAll('button, a, input, [role="tab"]')) {
      if (isUnseen(control)) continue;
      const own = control.getBoundingClientRect();
      if (own.width === 0 || control.closest('[class*="skip"]')) continue;
      const scrolled = [...ancestors(control)].some((around) =>
        /auto|scroll/.test(getComputedStyle(around).overflowX),
      );
      if (!scrolled && (own.right > room + 1 || own.left < -1))
        findings.add(`out of reach: ${named(control)} ${words(control.textContent)}`);
    }
    function* ancestors(element: Element): Generator<Element> {
      for (
        let around = element.parentElement;
        around && around !== document.body;
        around = around.parentElement
      )
        yield around;
    }
    for (const dialog of document.querySelectorAll('[role="dialog"], [role="menu"]')) {
      const own = dialog.getBoundingClientRect();
      if (
        own.height > 0 &&
        (own.bottom > heights + 1 || own.top < -1) &&
        !/auto|scroll/.test(
          getComputedStyle(dialog).overflowY + getComputedStyle(dialog.parentElement ?? dialog).overflowY,
        )
      )
        findings.add(`taller than the window: ${named(dialog)}`);
    }
    return [...findings].sort();
  });
}
