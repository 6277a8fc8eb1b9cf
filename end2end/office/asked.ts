// Pages that stand only where somebody is asked for something: a seat and the invitation to it, a mending. For journeys that look at
// every page in one browser.

import type { Officer } from './officer';
import type { Parent } from './parent';
import { Party } from './party';

type Look = (addresses: string[]) => Promise<void>;

const MOTHER = '林晓';
const FATHER = '陈远';

/** Looks at the seats of the mother's draft, asks the father, and looks at the same device at what a guest sees of that, and he before and
 *  after he came in. He agrees, and she is back at her papers. */
export async function atTheSeat(parent: Parent, draft: string, look: Look): Promise<void> {
  const seat = `${draft}/parties/father`;
  await look([`${draft}/parties`, seat]);
  await parent.goes(seat);
  const invitation = await parent.asks('13800000002');
  await look([seat]);
  await signsOut(parent);

  const father = new Party(parent.page);
  await father.goes(invitation.link);
  await look(['/invitation']);
  await father.goes('/sign-in');
  await father.signsIn(FATHER);
  await father.goes(invitation.link);
  await look(['/invitation']);
  await father.joins(invitation);
  const part = new URL(father.page.url()).pathname;
  await look([part]);
  await father.goes(part);
  await father.agreesTogether();
  await look([part]);
  await signsOut(father);

  await parent.goes('/sign-in');
  await parent.signsIn(MOTHER);
  await parent.goes(`${draft}/materials`);
}

/** Has one answer sent back to be mended, and looks at where that is done. */
export async function atTheMending(application: string, hospital: Officer, look: Look): Promise<void> {
  await hospital.opens('预防接种证');
  await hospital.names('孩子姓名', '和医院的出生记录不一样，请对着记录改。');
  await hospital.presses('发出补正通知');
  await look([application, `${application}/mend`, '/me/inbox']);
}

async function signsOut(parent: Parent): Promise<void> {
  await parent.goes('/me');
  await parent.presses('退出登录');
}
