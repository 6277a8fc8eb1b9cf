// Why something was not done, in one word of ours whatever the platform calls it, or in a sentence that the site said.

const words = require('./words');

class Refusal extends Error {
  /**
   * @param {"cancelled" | "denied" | "offline" | "unavailable"} reason
   * @param {string} [sentence]
   */
  constructor(reason, sentence) {
    super(sentence || reason);
    this.reason = reason;
    this.sentence = sentence;
  }
}

/**
 * WeChat says it in `errMsg`, such as `chooseMedia:fail cancel` or `request:fail timeout`.
 * @param {{errMsg?: string}} failure
 */
function fromWeChat(failure) {
  const said = failure.errMsg || '';
  if (/cancel|user deny/.test(said)) {
    return new Refusal('cancelled');
  }
  if (/auth|permission|denied|privacy|switched off/.test(said)) {
    return new Refusal('denied');
  }
  // A domain that the city has not registered is no matter of the network.
  if (/^(request|uploadFile):fail/.test(said) && !/domain list/.test(said)) {
    return new Refusal('offline');
  }
  return new Refusal('unavailable');
}

// Of each function of Alipay, the numbers that mean that somebody stopped it.
/** @type {Record<string, number[]>} */
const STOPPED = { chooseImage: [11], getAuthCode: [11], getPhoneNumber: [11], scan: [10, 11] };
const NOT_ALLOWED = [2001, 2002, 2003];
const NO_NETWORK = [12, 13];

/**
 * Alipay says it in a number, whose meaning depends on the function.
 * @param {string} name
 * @param {{error?: number}} failure
 */
function fromAlipay(name, failure) {
  const number = Number(failure.error);
  if (STOPPED[name]?.includes(number)) {
    return new Refusal('cancelled');
  }
  if (NOT_ALLOWED.includes(number)) {
    return new Refusal('denied');
  }
  const isSent = name === 'request' || name === 'uploadFile';
  return new Refusal(isSent && NO_NETWORK.includes(number) ? 'offline' : 'unavailable');
}

/**
 * What people read about it.
 * @param {unknown} error
 * @param {Container} container
 * @param {string} hotline
 */
function sentenceOf(error, container, hotline) {
  if (error instanceof Refusal) {
    return error.sentence || words.why(error.reason, container.name, hotline);
  }
  console.error(error);
  return words.why('unavailable', container.name, hotline);
}

module.exports = { Refusal, fromAlipay, fromWeChat, sentenceOf };
