import type { ApprovalView, LinkPhoneResponse } from '@relink/contract';
import { anAccount, anEmailAddress, anOrder, aPhoneNumber } from '@relink/testing';
import { toldOf } from './harness/customer.ts';
import { type Agent, Document } from './harness/documents.ts';
import { approvalsOf } from './harness/held-change.ts';
import { stateOf, takeDueChanges } from './harness/opposing.ts';
import { underStrict } from './harness/strict-policy.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('a caller with an identity document alone, who wants a phone linked', () => {
  let desk: TestDesk;
  let mira: Agent;
  let sam: Agent;
  let vera: Agent;
  beforeAll(async () => {
    desk = await TestDesk.open();
    sam = await desk.signedIn('supervisor');
    vera = await desk.signedIn('supervisor');
  });
  beforeEach(async () => {
    mira = await desk.signedIn('agent');
    await desk.sql('delete from rate_limit');
  });
  afterAll(() => desk.close());

  const link = (document: Document, phone: string) =>
    document.ask<LinkPhoneResponse>('phone-links', { phone });
  const confirmed = () => Document.confirmed(desk, mira, sam);
  const answer = async ({ customer }: Document, phone: string) =>
    (await customer.answer(await customer.received(phone, 'phone-confirmation'))).body;
  const held = async () => {
    const document = await confirmed();
    const phone = aPhoneNumber();
    const asked = await link(document, phone);
    expect(asked.status).toBe(201);
    expect(await answer(document, phone)).toMatchObject({ accepted: true });
    return { document, phone, changeId: asked.body.id };
  };
  const phonesOf = async (accountId: string) =>
    (
      await desk.sql<{ value: string }>(
        `select normalised as value from identifier
          where account_id = $1 and kind = 'phone' and use = 'login' and state = 'verified'`,
        [accountId],
      )
    ).map(({ value }) => value);
  it('gets nothing by Mallory’s forged card before a supervisor has confirmed it', async () => {
    const document = await Document.proposed(desk, mira);
    expect(await link(document, aPhoneNumber())).toMatchObject({
      status: 409,
      body: { code: 'assurance-too-low' },
    });
  });

  it('gets it by the yes of a supervisor who had no part in it, and not by the code Mallory answers himself', async () => {
    const { document, phone, changeId } = await held();
    const { accountId, story } = document.at;
    expect(await stateOf(desk, changeId)).toBe('held');
    expect(await toldOf(desk, 'change-held', accountId)).toContain(story.old.phone.normalised);
    expect((await document.account())?.pendingPhone?.holdReasons).toContain('document-only');
    const [approval = ''] = await approvalsOf(desk, changeId);
    const path = `/api/approvals/${approval}`;
    expect((await vera.get<ApprovalView>(path)).body.holdReasons).toContain('document-only');
    for (const who of [mira, sam]) expect((await who.post(`${path}/approve`, {})).status).toBe(403);
    expect(await phonesOf(accountId)).toEqual([story.old.phone.normalised]);
    expect((await vera.post(`${path}/approve`, {})).status).toBe(200);
    expect(await stateOf(desk, changeId)).toBe('effective');
    expect(await phonesOf(accountId)).toEqual([phone]);
  });

  it('gets nothing by waiting: without that yes it is given up when its day is over', async () => {
    const { document, phone, changeId } = await held();
    desk.pass({ hours: 25 });
    expect(await takeDueChanges(desk)).toBe(1);
    expect(await stateOf(desk, changeId)).toBe('cancelled');
    expect(await phonesOf(document.at.accountId)).not.toContain(phone);
    desk.pass({ hours: -25 });
  });

  it('takes no phone from Ravi’s account, whom nobody has asked, and puts nothing before a supervisor', async () => {
    const document = await confirmed();
    const phone = aPhoneNumber();
    const ravi = await anAccount(desk, { firstName: 'Ravi', phone, email: anEmailAddress('ravi') });
    await anOrder(desk, { accountId: ravi.id });
    const asked = await link(document, phone);
    expect(await answer(document, phone)).toMatchObject({ waitsForAgreement: true });
    expect(await stateOf(desk, asked.body.id)).toBe('pending');
    expect(await approvalsOf(desk, asked.body.id)).toEqual([]);
    // Ravi agrees: still the second person decides.
    const { customer } = document;
    const email = ravi.identifiers.email!.normalised;
    await customer.answer(await customer.received(email, 'identifier-move-code'));
    expect(await stateOf(desk, asked.body.id)).toBe('held');
    expect(await phonesOf(ravi.id)).toEqual([phone]);
    const [approval = ''] = await approvalsOf(desk, asked.body.id);
    expect((await vera.post(`/api/approvals/${approval}/approve`, {})).status).toBe(200);
    expect(await phonesOf(ravi.id)).toEqual([]);
  });

  it('opens nothing else: sessions are not ended, and strict knows no such way', async () => {
    const document = await confirmed();
    const ended = await document.ask('session-revocations');
    expect([ended.status, ended.body.code]).toEqual([409, 'assurance-too-low']);
    const { status } = await underStrict(desk, () => link(document, aPhoneNumber()));
    expect(status).toBe(409);
  });
});
