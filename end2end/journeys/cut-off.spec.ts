// Steps around filing, each cut off twice: on its way, and on the way back; and where there is no worker, before it is let go. What was
// typed is still there, and it is done once.

import { APPS } from '../office/apps';
import { audit } from '../office/audit';
import { expect } from '../office/journey';
import type { Network } from '../office/network';
import type { Officer } from '../office/officer';
import type { Parent } from '../office/parent';
import { Party } from '../office/party';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO, ZHENG_KAI } from '../office/people';
import { ALL, ANSWERS, CUT, hasWorker, isCutOff, LOST, sendsAgain, test } from '../office/worker';

const CERTIFICATE = '出生医学证明';
const QUESTION = '名字里的生僻字这样写对吗？';

/** Everybody who may have a part in a step. */
interface Cast {
  parent: Parent;
  anotherDevice: () => Promise<Parent>;
  officer: (name: string) => Promise<Officer>;
}

/** A step that lacks but its last press. */
interface Ready {
  /** Whose step it is. */
  who: Parent;
  /** What was typed or chosen for it, by the names of the fields. */
  typed: Record<string, string>;
  /** It is done, and once. */
  isDoneOnce: () => Promise<void>;
}

const STEPS: { name: string; button: string; ready: (cast: Cast) => Promise<Ready> }[] = [
  {
    name: 'a promise',
    button: '看明白了，我承诺',
    ready: async ({ parent }) => {
      await parent.begins(ZHENG_KAI, 'restaurant');
      await parent.completesForm(ZHENG_KAI);
      await parent.handsInPapers();
      await parent.follows('继续');
      const promise = parent.page.url();
      const none = parent.page.getByRole('radio', { name: '没有', exact: true });
      await none.check();
      const isDoneOnce = async () => {
        await parent.goes(promise);
        await expect(none).toBeChecked();
        await expect(parent.page.getByRole('button', { name: '收回承诺' })).toHaveCount(1);
      };
      return { who: parent, typed: { excluded: 'no' }, isDoneOnce };
    },
  },
  {
    name: 'the signature of somebody who was invited',
    button: '同意并签名',
    ready: async ({ parent, anotherDevice }) => {
      const draft = await parent.begins(LIN_XIAO);
      await parent.completesForm(LIN_XIAO);
      await parent.goes(`${draft}/parties/father`);
      const { link, digits } = await parent.asks('13800000002');
      const father = new Party((await anotherDevice()).page);
      await hasWorker(father);
      await father.comesAs('陈远');
      // The link is to where the site is known; the network that is cut stands before it.
      const { pathname, search } = new URL(link);
      await father.joins({ link: pathname + search, digits });
      const code = await father.asksForCode();
      const isDoneOnce = async () => {
        await expect(father.page.getByRole('main')).toContainText('您同意了');
        await parent.goes(`${draft}/check`);
        await parent.submits();
        const record = await parent.page.request.get(`${parent.application()}/record.json`);
        expect((await record.json()).signatures, 'his and hers').toHaveLength(2);
      };
      return { who: father, typed: { digits: code }, isDoneOnce };
    },
  },
  {
    name: 'a question to a department',
    button: '发给部门',
    ready: async ({ parent }) => {
      const draft = await parent.begins(LIN_XIAO);
      await parent.goes(`${draft}/form/child`);
      await parent.presses('请人看看');
      await parent.page.getByLabel('想问什么').fill(QUESTION);
      await parent.page.getByRole('checkbox').check();
      const isDoneOnce = async () => {
        await expect(parent.page.getByRole('main')).toContainText(/已经发给示范市卫生健康委员会，最晚 .+答复您。/);
        await expect(parent.page.getByText(QUESTION, { exact: true })).toHaveCount(1);
      };
      return { who: parent, typed: { question: QUESTION, agrees: '1' }, isDoneOnce };
    },
  },
  {
    name: 'a mending',
    button: '签名并交上',
    ready: async ({ parent, officer }) => {
      const application = await parent.applies(LIN_XIAO);
      const hospital = await officer('高颖');
      await hospital.opens(CERTIFICATE);
      await hospital.names('新生儿姓名', '请对着记录改。');
      await hospital.presses('发出补正通知');
      await parent.goes(`${application}/mend`);
      await parent.page.getByLabel('孩子姓名').fill('林知秋');
      await parent.presses('改好了，去签名');
      const code = await parent.asksForCode();
      const isDoneOnce = async () => {
        await expect(parent.title('林知秋的出生')).toBeVisible();
        await expect(parent.page.getByText(`您已补正${CERTIFICATE}`, { exact: true })).toHaveCount(1);
      };
      return { who: parent, typed: { digits: code }, isDoneOnce };
    },
  },
  {
    name: 'a withdrawal',
    button: '撤回这一件',
    ready: async ({ parent }) => {
      await parent.applies(LIN_XIAO);
      await parent.follows('撤回');
      await parent.page.getByRole('radio', { name: `只撤回${CERTIFICATE}` }).check();
      await parent.presses('继续');
      const isDoneOnce = async () => {
        await expect(parent.case(CERTIFICATE)).toContainText('您已撤回');
        await expect(parent.page.getByText(new RegExp(`^您撤回了${CERTIFICATE}，`))).toHaveCount(1);
      };
      return { who: parent, typed: {}, isDoneOnce };
    },
  },
];

test.describe('with the worker', { tag: '@phone' }, () => {
  test.use({ serviceWorkers: 'allow' });

  for (const { name, button, ready } of STEPS) {
    test(`${name} that is cut off on its way, and then on the way back, is sent again and counts once`, async ({ parent, anotherDevice, officer, network, server, faults }) => {
      test.slow();
      faults.expect(LOST);
      await hasWorker(parent);
      const { who, typed, isDoneOnce } = await ready({ parent, anotherDevice, officer: (name) => officer(name, server.url) });
      await isCutOff(who, network, ALL, () => who.presses(button));
      for (const [field, text] of Object.entries(typed)) {
        await expect(who.page.locator(`input[name="${field}"]`), 'nothing that was typed is lost').toHaveValue(text);
      }
      await isCutOff(who, network, ANSWERS, () => sendsAgain(who));
      await sendsAgain(who);
      await isDoneOnce();
    });
  }
});

test.describe('without the worker, as on an iPhone', { tag: '@phone' }, () => {
  test.use({ userAgent: APPS['微信，iPhone'] ?? '' });

  /** Without network the page stays and says so; with it the same press leads on. */
  async function isHeldBack(parent: Parent, network: Network, press: () => Promise<unknown>): Promise<void> {
    const here = parent.page.url();
    network.cut();
    await press();
    await expect(parent.page.getByText('刚才按的没有送出去')).toBeInViewport();
    expect(parent.page.url()).toBe(here);
    await audit(parent.page);
    network.mend();
  }

  test('consent, delivery and a signature are not let go before the network answers', async ({ parent, page, network, faults }) => {
    test.slow();
    faults.expect(CUT);
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
    const pressed = (name: string) => page.getByRole('button', { name, exact: true }).click();

    await parent.plans(LIN_XIAO);
    const sensitive = page.getByRole('checkbox', { name: '敏感信息也同意查' });
    await sensitive.check();
    await isHeldBack(parent, network, () => pressed('同意，帮我填'));
    await expect(sensitive).toBeChecked();
    await parent.presses('同意，帮我填');

    const draft = parent.draft();
    await parent.completesForm(LIN_XIAO);
    await parent.goes(`${draft}/delivery`);
    const another = parent.choice(CERTIFICATE, '寄到下面写的地址');
    await another.check();
    await parent.field('收件人手机号').fill('13800000001');
    await parent.field('收件地址').fill('示范市日月路9号');
    await isHeldBack(parent, network, () => pressed('就这样给我'));
    await expect(another).toBeChecked();
    await expect(parent.field('收件地址')).toHaveValue('示范市日月路9号');
    await parent.presses('就这样给我');

    await parent.goes(`${draft}/parties`);
    await parent.gathers();
    await parent.goes(`${draft}/check`);
    await parent.asksToSign();
    await parent.enters(await parent.received());
    await isHeldBack(parent, network, () => pressed('签名并提交'));
    await parent.presses('签名并提交');
    await expect(parent.title('林知夏的出生')).toBeVisible();
  });
});
