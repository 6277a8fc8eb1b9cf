// A citizen at a phone or a desk computer: finds a theme, makes the plan, fills in, hands in, submits, looks how far it is.

import { expect, type Locator, type Page, type Response, test } from '@playwright/test';

import { follow } from './follow';
import { type Paper, photo } from './papers';
import type { Invitation } from './party';
import type { Person, Replies } from './people';

/** More pages than any form has. */
const MOST_PAGES = 20;
/** How long papers may be on their way, milliseconds: a cut takes seconds, whatever the machine does. */
const ON_THE_WAY = 60_000;

/** A field of the form as it stands on the page. */
interface Field {
  id: string;
  label: string;
  kind: 'typed' | 'chosen' | 'agreed' | 'parts';
  optional: boolean;
  empty: boolean;
}

export class Parent {
  /** Looks at every page on the way. */
  look: (page: Page) => Promise<void> = async () => {};

  /** `sends`: whether pages send papers themselves, by their island; as the project says where nothing else is said. */
  constructor(
    readonly page: Page,
    private readonly sends = test.info().project.use.javaScriptEnabled !== false,
  ) {}

  async goes(address: string): Promise<Response> {
    return this.arrives(() => this.page.goto(address));
  }

  async presses(name: string | RegExp): Promise<Response> {
    return this.arrives(() => this.page.getByRole('button', { name, exact: true }).click());
  }

  async follows(name: string | RegExp): Promise<Response> {
    return this.arrives(() => this.page.getByRole('link', { name, exact: true }).first().click());
  }

  protected async arrives(act: () => Promise<unknown>): Promise<Response> {
    const response = await follow(this.page, act);
    await this.look(this.page);
    return response;
  }

  /** The title of the page. */
  title(name?: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  // --- Finding -------------------------------------------------------------------------------------------------------

  async searches(words: string): Promise<void> {
    await this.goes('/');
    await this.page.getByRole('searchbox').fill(words);
    await this.presses('查找');
  }

  // --- Plan ----------------------------------------------------------------------------------------------------------

  /** Answers the questions of a theme's plan, in whatever order they are asked, until the list is there. */
  async answers(person: Person): Promise<void> {
    const left = new Set(person.choices);
    while (left.size > 0) await this.presses(await this.choosesFrom(left));
    await expect(this.title('我的清单')).toBeVisible();
  }

  /** Takes the choice that this question offers out of those that are left. */
  async choosesFrom(left: Set<string>): Promise<string> {
    const offered = await this.page.getByRole('main').getByRole('button').allInnerTexts();
    const choice = [...left].find((one) => offered.includes(one));
    if (choice === undefined) throw new Error(`nobody knows what to say to “${await this.title().innerText()}”`);
    left.delete(choice);
    return choice;
  }

  /** Answers each question by its title: with a choice, several choices, or something typed, until the list is there. */
  async replies(says: Replies): Promise<void> {
    for (let question = 0; question < MOST_PAGES; question += 1) {
      const title = await this.title().innerText();
      if (title === '我的清单') return;
      const reply = says[title];
      if (reply === undefined) throw new Error(`nobody knows what to say to “${title}”`);
      if (typeof reply === 'string') {
        await this.presses(reply);
        continue;
      }
      if (typeof reply === 'number') await this.page.getByRole('main').getByRole('textbox').fill(`${reply}`);
      else for (const option of reply) await this.page.getByRole('checkbox', { name: option, exact: true }).check();
      await this.presses('继续');
    }
    throw new Error('the questions do not end');
  }

  /** The items of the list that are applied for, with the line that says when each is done. */
  async listed(): Promise<string[]> {
    const dated = this.page.getByRole('main').getByRole('listitem').filter({ hasText: /预计/ });
    return dated.getByRole('heading', { level: 3 }).allInnerTexts();
  }

  async signsIn(name: string): Promise<Response> {
    return this.presses(new RegExp(`^${name}`));
  }

  /** Signs in by a code to this number, on the page that asks for it. */
  async signsInByPhone(phone: string): Promise<Response> {
    await this.page.getByRole('textbox', { name: '手机号码' }).fill(phone);
    await this.presses('发验证码');
    await this.enters(await this.received());
    return this.presses('登录');
  }

  /** From the plan of a guest to the page that asks for consent. */
  async plans(person: Person, slug = 'newborn'): Promise<void> {
    await this.goes(`/themes/${slug}/plan`);
    await (person.replies ? this.replies(person.replies) : this.answers(person));
    await this.presses('登录后填写');
    await this.signsIn(person.name);
    await this.presses('开始填写');
  }

  /** From the plan of a guest to the first page of the form; gives the address of the draft. */
  async begins(person: Person, slug = 'newborn'): Promise<string> {
    await this.plans(person, slug);
    await this.agrees();
    return this.draft();
  }

  async agrees(): Promise<Response> {
    const sensitive = this.page.getByRole('checkbox', { name: '敏感信息也同意查' });
    if ((await sensitive.count()) > 0) await sensitive.check();
    return this.presses('同意，帮我填');
  }

  /** The address of the draft that is open. */
  draft(): string {
    const found = /\/drafts\/[^/?#]+/.exec(this.page.url());
    if (!found) throw new Error(`no draft is open at ${this.page.url()}`);
    return found[0];
  }

  // --- Form ----------------------------------------------------------------------------------------------------------

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label });
  }

  choice(label: string, option: string): Locator {
    return this.page.getByRole('group', { name: label }).getByRole('radio', { name: option, exact: true });
  }

  /** Opens a known value to be corrected. */
  async doubts(label: string): Promise<void> {
    await this.arrives(() => this.page.getByRole('button', { name: new RegExp(`^${label}不对`) }).click());
  }

  /** Goes on; in the elder mode also from what was only looked over. */
  async saves(): Promise<Response> {
    return this.arrives(() => this.saving().click());
  }

  /** What a page says once it saved by itself what was typed. */
  saved(): Locator {
    return this.page.getByText('刚才填的已保存。');
  }

  protected saving(): Locator {
    return this.page.getByRole('button', { name: /^(保存并继续|没有错，继续)$/ });
  }

  /** Types and chooses what is still empty on this page; what may be left out and is not known to say, is left out. */
  async fillsIn(says: Record<string, string>): Promise<void> {
    for (const { id, label, kind, optional, empty } of await this.fields()) {
      const text = says[label];
      if (!empty || (text === undefined && optional)) continue;
      if (kind === 'agreed') await this.page.getByRole('group', { name: label }).getByRole('checkbox').check();
      else if (text === undefined) throw new Error(`nobody knows what to say to “${label}”`);
      // Several people are asked the same.
      else if (kind === 'typed') await this.page.locator(`[id="${id}"]`).fill(text);
      else if (kind === 'chosen') await this.choice(label, text).check();
      else await this.fillsParts(label, text);
    }
  }

  /** Fills in a field of two places: a division and the rest of an address, or two days; what stands between the comma. */
  async fillsParts(label: string, text: string): Promise<void> {
    const group = this.page.getByRole('group', { name: label });
    const [first = '', second = ''] = text.split(',');
    const lines = group.getByRole('textbox');
    if ((await lines.count()) === 1) await group.getByRole('combobox').selectOption({ label: first });
    else await lines.first().fill(first);
    await lines.last().fill(second);
  }

  /** What this page asks. */
  async fields(): Promise<Field[]> {
    return this.page.getByRole('main').evaluate((main) => {
      const label = (element: Element | null | undefined) => {
        const copy = element?.cloneNode(true) as HTMLElement | undefined;
        const optional = copy?.querySelector('.field__optional');
        optional?.remove();
        return { label: copy?.textContent?.trim() ?? '', optional: optional != null };
      };
      const kindOf = (group: Element) => {
        if (group.querySelector('[type=text]') !== null) return 'parts' as const;
        return group.querySelectorAll('[type=checkbox]').length === 1 ? ('agreed' as const) : ('chosen' as const);
      };
      const lines = main.querySelectorAll<HTMLInputElement>('form#topic [type=text], form#topic [type=tel]');
      const alone = [...lines].filter((line) => line.closest('fieldset') === null);
      const typed = alone.map((input) => ({
        ...label(input.labels?.[0]),
        id: input.id,
        kind: 'typed' as const,
        empty: input.value === '',
      }));
      const chosen = [...main.querySelectorAll('form#topic fieldset')].map((group) => ({
        ...label(group.querySelector('legend')),
        id: group.id,
        kind: kindOf(group),
        empty: group.querySelector('input:checked') === null && !group.querySelector<HTMLInputElement>('[type=text]')?.value,
      }));
      return [...typed, ...chosen];
    });
  }

  /** Fills in page after page until the papers come; whoever has to agree is asked later. */
  async completesForm(person: Person): Promise<void> {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      if (this.page.url().endsWith('/parties')) await this.follows('继续');
      if (!this.page.url().includes('/form/')) return;
      await this.fillsIn(person.says);
      await this.saves();
    }
    throw new Error(`the form does not end: ${this.page.url()}`);
  }

  // --- Papers --------------------------------------------------------------------------------------------------------

  /** The papers that are still to be provided, by name. */
  async neededPapers(): Promise<string[]> {
    const rows = this.page.getByRole('main').getByRole('link').filter({ hasText: '拍照上传' });
    return (await rows.allInnerTexts()).map((text) => text.replace('拍照上传', '').trim());
  }

  async opensPaper(name: string): Promise<void> {
    await this.arrives(() => this.page.getByRole('main').getByRole('link', { name }).click());
  }

  /** Hands in papers by picking them, and without JavaScript by the button beside the picker. */
  async uploads(...papers: Paper[]): Promise<void> {
    if (!this.sends) {
      await this.sendsWhole(...papers);
      return;
    }
    await this.picks(papers);
    for (const { name } of papers) {
      await expect(this.page.locator('#files').getByRole('link', { name }).last()).toBeVisible({ timeout: ON_THE_WAY });
    }
    await expect(this.page.locator('#sending > *')).toHaveCount(0, { timeout: ON_THE_WAY });
  }

  /** Picks papers, which are on their way from then on. */
  protected async picks(papers: Paper[]): Promise<void> {
    await this.page.getByLabel('拍照或选文件').setInputFiles(papers);
  }

  /** Hands in papers as a form does. */
  async sendsWhole(...papers: (Paper | string)[]): Promise<Response> {
    const picker = this.page.getByLabel('拍照或选文件');
    const [first] = papers;
    await picker.setInputFiles(typeof first === 'string' ? first : (papers as Paper[]));
    return this.uploadsPicked();
  }

  /** Uploads what is picked; beside papers that were handed in before, too. */
  async uploadsPicked(): Promise<Response> {
    return this.presses(/^(上传|再加一张)$/);
  }

  /** From the list of papers: hands in a photo for each that is needed, and gives their names. */
  async handsInPapers(): Promise<string[]> {
    const needed = await this.neededPapers();
    for (const name of needed) {
      await this.opensPaper(name);
      await this.uploads(photo());
      await this.follows('好了，继续');
    }
    expect(await this.neededPapers(), 'nothing is missing any more').toEqual([]);
    return needed;
  }

  // --- Submitting ----------------------------------------------------------------------------------------------------

  /** From the list of papers to the page that shows everything once more, with everybody who has to agree. */
  async checks(): Promise<void> {
    await this.goesOnFromPapers();
    if (await this.gathers()) await this.goes(`${this.draft()}/check`);
    await expect(this.title('请核对一遍')).toBeVisible();
  }

  /** From the list of papers to the page that shows everything once more. */
  async checksAlone(): Promise<void> {
    await this.goesOnFromPapers();
    await expect(this.title('请核对一遍')).toBeVisible();
  }

  /** Promises what is to be promised, and takes the results as they come. */
  private async goesOnFromPapers(): Promise<void> {
    await this.follows('继续');
    await this.promises();
    if (await this.title('结果怎么领').isVisible()) await this.presses('就这样给我');
  }

  /** Asks for the link and the digits of a seat, which is open. */
  async asks(phone?: string): Promise<Invitation> {
    const number = this.page.getByRole('textbox', { name: '他的手机号码' });
    if (phone !== undefined || (await number.inputValue()) === '') await number.fill(phone ?? '13900000000');
    await this.presses(/^(做一个链接|再做一个链接)$/);
    return { link: await this.page.locator('#link').innerText(), digits: await this.page.locator('#told').innerText() };
  }

  /** Has everybody agree who has to and did not, each in a browser of their own; whether there was anybody. */
  async gathers(): Promise<boolean> {
    const draft = this.draft();
    const seats = this.page.locator(`a.rows__link[href*="/parties/"]`, { hasNotText: '同意了' });
    const addresses = await seats.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const address of addresses) {
      await this.goes(address);
      const name = await this.page.getByRole('textbox', { name: '他的姓名' }).inputValue();
      const invitation = await this.asks();
      const context = await this.page.context().browser()?.newContext({ baseURL: new URL(this.page.url()).origin, javaScriptEnabled: false });
      if (!context) throw new Error('no browser');
      // A party is a parent too: the two modules would need each other before either is there.
      const { Party } = require('./party') as typeof import('./party');
      const party = new Party(await context.newPage());
      await party.comesAs(name);
      await party.joins(invitation);
      await party.agreesTogether();
      await context.close();
    }
    if (addresses.length > 0) await this.goes(draft);
    return addresses.length > 0;
  }

  /** Promises what the taken items are granted on. */
  async promises(): Promise<void> {
    while (await this.page.getByRole('button', { name: '看明白了，我承诺' }).isVisible()) {
      const none = this.page.getByRole('radio', { name: '没有', exact: true });
      if (await none.isVisible()) await none.check();
      await this.presses('看明白了，我承诺');
    }
  }

  /** Signs by a code and submits; what is not ready to be signed, or was signed before, gets its answer at once. */
  async submits(): Promise<Response> {
    const answer = await this.asksToSign();
    return (await this.page.getByRole('button', { name: '签名并提交' }).isVisible()) ? this.signs() : answer;
  }

  /** From the page that shows everything once more to the one for signing; a code comes. */
  async asksToSign(): Promise<Response> {
    return this.presses(/^(去签名|提交)$/);
  }

  /** Signs by the code that came. */
  async signs(): Promise<Response> {
    await this.enters(await this.received());
    return this.presses('签名并提交');
  }

  /** Signs what was mended, and sends it. */
  async signsMending(): Promise<Response> {
    await this.asksForCode();
    return this.presses('签名并交上');
  }

  /** Has a code sent to the own phone, and enters it; gives the digits. */
  async asksForCode(): Promise<string> {
    await this.presses(/^发验证码到 /);
    const digits = await this.received();
    await this.enters(digits);
    return digits;
  }

  async enters(digits: string): Promise<void> {
    await this.page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(digits);
  }

  /** The digits that came to a phone last, read where the sandbox shows them. */
  async received(): Promise<string> {
    const phone = await this.page.context().newPage();
    await phone.goto('/sandbox/messages');
    // Not a notice that came after the code: the id in its link may have six digits, too, but not alone.
    const code = /(?<![\w-])\d{6}(?![\w-])/;
    const codes = phone.getByRole('main').getByRole('listitem').filter({ hasText: code });
    const said = await codes.first().innerText();
    await phone.close();
    return code.exec(said)?.[0] ?? '';
  }

  /** From the first page of the form to the progress page. */
  async files(person: Person): Promise<void> {
    await this.completesForm(person);
    await this.handsInPapers();
    await this.checks();
    await this.submits();
  }

  /** Everything from the plan to the progress page; gives the application's address. */
  async applies(person: Person, slug = 'newborn'): Promise<string> {
    await this.begins(person, slug);
    await this.files(person);
    return this.application();
  }

  /** The address of the application that is open. */
  application(): string {
    const found = /\/applications\/[^/?#]+/.exec(this.page.url());
    if (!found) throw new Error(`no application is open at ${this.page.url()}`);
    return found[0];
  }

  // --- Progress ------------------------------------------------------------------------------------------------------

  /** The cases, one by one. */
  cases(): Locator {
    return this.page.getByRole('main').getByRole('heading', { level: 3 });
  }

  /** One case with everything that is said of it. */
  case(name: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').filter({ has: this.page.getByRole('heading', { level: 3, name, exact: true }) });
  }

  /** A message with all these words. */
  message(...words: string[]): Locator {
    return words.reduce((rows, hasText) => rows.filter({ hasText }), this.page.getByRole('main').getByRole('listitem')).last();
  }
}
