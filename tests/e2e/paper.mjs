// What a printer or an investor would get: a page printed to PDF, read again.
import assert from 'node:assert/strict';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

const { OPS } = await getResolvedPDFJS();

const IMAGES = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject];

/**
 * Prints a page as its style sheet wants it, and resolves to the pages of paper: width and height in
 * points, text, and how many paths and images are drawn.
 */
export async function printed(page, options = {}) {
  const data = new Uint8Array(await page.pdf({ preferCSSPageSize: true, ...options }));
  const paper = await getDocumentProxy(data);
  const pages = [];
  for (let number = 1; number <= paper.numPages; number += 1) {
    const sheet = await paper.getPage(number);
    const [left, top, right, bottom] = sheet.view;
    const { items } = await sheet.getTextContent();
    const { fnArray } = await sheet.getOperatorList();
    pages.push({
      width: right - left,
      height: bottom - top,
      text: items.map(({ str, hasEOL }) => str + (hasEOL ? ' ' : '')).join(''),
      paths: fnArray.filter((each) => each === OPS.constructPath).length,
      images: fnArray.filter((each) => IMAGES.includes(each)).length,
    });
  }
  await paper.destroy();
  return pages;
}

/** Fails if anything in the elements that `selector` names is wider or higher than they are. */
export async function nothingIsClipped(page, selector) {
  await page.emulateMedia({ media: 'print' });
  const clipped = await page.locator(selector).evaluateAll((all) =>
    all.filter((each) => each.checkVisibility()).flatMap((sheet) => {
      const outer = sheet.getBoundingClientRect();
      return [...sheet.querySelectorAll('*')]
        .filter((each) => each.localName === 'svg' || !each.closest('svg'))
        .filter((each) => {
          const box = each.getBoundingClientRect();
          const isOut =
            box.left < outer.left - 0.5 ||
            box.top < outer.top - 0.5 ||
            box.right > outer.right + 0.5 ||
            box.bottom > outer.bottom + 0.5;
          return box.width > 0 && (isOut || (each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1));
        })
        .map((each) => `${sheet.className}: ${each.localName} ${each.className} “${each.textContent.slice(0, 60)}”`);
    }),
  );
  // Columns beside each other must not stand on what follows them either.
  const covered = await page.locator(selector).evaluateAll((all) =>
    all.filter((each) => each.checkVisibility()).flatMap((sheet) => {
      const blocks = [...sheet.querySelectorAll('h3, dl, table, figure, p, footer')].map((each) => ({
        name: `${each.localName} ${each.className} “${each.textContent.slice(0, 40)}”`,
        box: each.getBoundingClientRect(),
      }));
      return blocks.flatMap(({ name, box }, at) =>
        blocks
          .slice(at + 1)
          .filter(
            (other) =>
              box.left < other.box.right - 1 &&
              other.box.left < box.right - 1 &&
              box.top < other.box.bottom - 1 &&
              other.box.top < box.bottom - 1,
          )
          .map((other) => `${sheet.className}: ${name} and ${other.name}`),
      );
    }),
  );
  await page.emulateMedia({ media: null });
  assert.deepEqual(clipped, []);
  assert.deepEqual(covered, []);
}
