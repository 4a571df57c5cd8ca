import type { ApprovalView, ReassignEmailResponse } from '@relink/contract';
import { anEmailAddress } from '@relink/testing';
import { toldOf } from './harness/customer.ts';
import { type Agent, Document } from './harness/documents.ts';
import { approvalsOf } from './harness/held-change.ts';
import { loginsOf, stateOf, takeDueChanges } from './harness/opposing.ts';
import { underStrict } from './harness/strict-policy.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('a caller who has nothing left but an identity document', () => {
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
  });
  afterAll(() => desk.close());

  const ask = (document: Document, email: string) =>
    document.ask<ReassignEmailResponse>('email-reassignments', { email });
  /** Confirmed, asked for, and confirmed by who has the new e-mail. */
  const held = async () => {
    const document = await Document.confirmed(desk, mira, sam);
    const email = anEmailAddress('new');
    const asked = await ask(document, email);
    expect(asked.status).toBe(201);
    const { body } = await document.customer.confirm(
      await document.customer.received(email, 'email-confirmation'),
    );
    return { document, email, changeId: asked.body.id, body };
  };
  it('may not be given an e-mail while nobody has confirmed the document', async () => {
    const document = await Document.proposed(desk, mira);
    expect(await ask(document, anEmailAddress('early'))).toMatchObject({
      status: 409,
      body: { code: 'assurance-too-low' },
    });
  });

  it('gets an e-mail by the yes of a supervisor who had no part in it, and of nobody else', async () => {
    const { document, email, changeId, body } = await held();
    const { accountId, story } = document.at;
    expect(body).toMatchObject({ accepted: true });
    expect(await stateOf(desk, changeId)).toBe('held');
    expect(await toldOf(desk, 'change-held', accountId)).toContain(story.old.phone.normalised);
    // Nobody is told a time at which it would take effect by itself: it never does.
    expect(
      await desk.sql(
        `select distinct params ? 'heldUntil' as timed from message where template = 'change-held' and account_id = $1`,
        [accountId],
      ),
    ).toEqual([{ timed: false }]);
    expect((await document.account())?.pendingEmail?.holdReasons).toContain('document-only');

    const [approval = ''] = await approvalsOf(desk, changeId);
    const path = `/api/approvals/${approval}`;
    expect((await vera.get<ApprovalView>(path)).body.holdReasons).toContain('document-only');
    for (const who of [mira, sam]) expect((await who.post(`${path}/approve`, {})).status).toBe(403);
    expect(await loginsOf(desk, accountId)).not.toContain(email);
    expect((await vera.post(`${path}/approve`, {})).status).toBe(200);
    expect(await stateOf(desk, changeId)).toBe('effective');
    expect(await loginsOf(desk, accountId)).toContain(email);
  });

  it('gets nothing by waiting: without that yes the change is given up when its day is over', async () => {
    const { document, email, changeId } = await held();
    desk.pass({ hours: 25 });
    expect(await takeDueChanges(desk)).toBe(1);
    expect(await stateOf(desk, changeId)).toBe('cancelled');
    expect(await loginsOf(desk, document.at.accountId)).not.toContain(email);
    desk.pass({ hours: -25 });
  });

  it('has no such way under the strict policy', async () => {
    const document = await Document.confirmed(desk, mira, sam);
    const { status } = await underStrict(desk, () => ask(document, anEmailAddress('strict')));
    expect(status).toBe(409);
  });
});
