// What the site's page opens when it is seen next. It is never in the address of a page, which the platforms write down:
// it may open a hand-over.

/** @type {{path: string, to: string} | undefined} */
let next;

/**
 * @param {string} path
 * @param {string} [to]  where a hand-over leads: it opens once, and what it opened for can be opened again
 */
function openNext(path, to = path) {
  next = { path, to };
}

/** What is to be opened, once. */
function takeNext() {
  const taken = next;
  next = undefined;
  return taken;
}

module.exports = { openNext, takeNext };
