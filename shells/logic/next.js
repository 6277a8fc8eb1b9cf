// What the site's page opens when it is seen next. It is never in the address of a page, which the platforms write down:
// it may hold a ticket.

/** @type {string | undefined} */
let next;

/** @param {string} path */
function openNext(path) {
  next = path;
}

/** What is to be opened, once. */
function takeNext() {
  const path = next;
  next = undefined;
  return path;
}

module.exports = { openNext, takeNext };
