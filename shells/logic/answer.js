// What the site answered, and what of it people may read.

const { Refusal } = require('./refusal');

const LONGEST_SENTENCE = 120;

/**
 * @param {number | string} status  Alipay sometimes gives the number as text.
 * @param {unknown} text
 * @returns {Answer}
 */
function answer(status, text) {
  let body = null;
  try {
    body = JSON.parse(String(text));
  } catch {
    // Something between us and the site answered, not the site.
  }
  return { status: Number(status), body };
}

/** @param {Answer} answer */
function isGood(answer) {
  return answer.status >= 200 && answer.status < 300;
}

/**
 * Why the site refused: in its own sentence, when that is one for people.
 * @param {Answer} answer
 */
function refused(answer) {
  const title = answer.body?.title;
  const isForPeople = typeof title === 'string' && title.length <= LONGEST_SENTENCE && /[\u4e00-\u9fff]/.test(title);
  return new Refusal('unavailable', isForPeople ? title : undefined);
}

module.exports = { answer, isGood, refused };
