import { aCase, anAccount, anEmailAddress, aPhoneNumber } from '@relink/testing';
import { SendForgottenReset } from '../src/features/credentials/send-forgotten-reset.ts';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import type { JobPayloads } from '../src/platform/jobs/jobs.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { Customer } from './harness/customer.ts';
import { carryOut } from './harness/merge-scene.ts';
import { aWaitingMerge } from './harness/merging.ts';
import { TestDesk } from './harness/test-desk.ts';

type Problem = { code: string };
type Asked = JobPayloads['send_forgotten_reset'];

const OLD = 'tall monsoon kite over Surat';
const OTHERS = 'nine brass lamps by the ghat';
const NEW = 'a slow boat to Gothenburg';

describe('a customer whose two accounts became one', () => {
  let desk: TestDesk;

  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  const givePassword = async (accountId: string, password: string) =>
    desk.sql('insert into credential (account_id, password_hash, updated_at) values ($1, $2, now())', [
      accountId,
      await hashPassword(password),
    ]);
  const aCustomer = async () => {
    const [phone, email] = [aPhoneNumber(), anEmailAddress()];
    const old = await anAccount(desk, { phone });
    const other = await anAccount(desk, { email });
    await givePassword(old.id, OLD);
    await givePassword(other.id, OTHERS);
    return { old, other, phone, email };
  };
  const merge = async (survivorId: string, otherId: string, releaseIds: string[] = []) => {
    const [mira, vera] = [await desk.signedIn('agent'), await desk.signedIn('supervisor')];
    const { id: caseId } = await aCase(desk, {
      agentId: mira.id,
      claimed: survivorId,
      duplicates: [otherId],
    });
    const asked = await aWaitingMerge(desk, { survivorId, otherId, caseId }, mira.id, { releaseIds });
    expect((await vera.post(`/api/approvals/${asked.approvalId}/approve`, {})).status).toBe(200);
    await carryOut(desk, asked.mergeId);
  };
  /** Asks for a new password, and what the worker then sends. */
  const forgot = async (email: string) => {
    expect((await desk.browser().post('/api/portal/forgot-password', { email })).status).toBe(200);
    const [job] = await desk.sql<{ payload: Asked }>(
      'select payload from graphile_worker._private_jobs order by id desc limit 1',
    );
    if (!job) throw new Error('Nothing was asked of the worker.');
    await desk.app
      .get(Transaction)
      .run((em, now) => desk.app.get(SendForgottenReset).run(em, now, job.payload));
  };
  const signIn = (login: string, password: string, browser = desk.browser()) =>
    browser.post<Problem>('/api/portal/sign-in', { login, password });

  it('signs in by either login with the password that stands, and no session of the other lives on', async () => {
    const { old, other, phone, email } = await aCustomer();
    const browser = desk.browser();
    expect((await signIn(email, OTHERS, browser)).status).toBe(200);
    await merge(old.id, other.id);
    expect((await browser.get('/api/portal/me')).status).toBe(401);
    expect(await signIn(email, OTHERS)).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect((await signIn(email, OLD)).status).toBe(200);
    expect((await signIn(phone, OLD)).status).toBe(200);
  });

  it('has a link of before refused kindly, and sets a password by the other’s e-mail for the survivor', async () => {
    const { old, other, email } = await aCustomer();
    const customer = new Customer(desk);
    await forgot(email);
    const before = await customer.received(email, 'password-reset');
    await merge(old.id, other.id);
    const reset = (token: string) =>
      customer.browser.post<Problem>('/api/portal/password-resets', { token, password: NEW });
    const refused = await reset(before.token);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    await desk.sql(`update challenge set created_at = created_at - interval '3 minutes'`);
    await forgot(email);
    expect((await reset((await customer.received(email, 'password-reset')).token)).status).toBe(204);
    expect((await signIn(email, NEW)).status).toBe(200);
    expect(await desk.sql('select 1 from credential where account_id = $1', [other.id])).toEqual([]);
  });

  it('is answered as anybody by a login that ended with the merge, and nothing is sent', async () => {
    const { old, other, email } = await aCustomer();
    await merge(old.id, other.id, [other.identifiers.email?.id ?? '']);
    expect(await signIn(email, OLD)).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    await forgot(email);
    expect(
      await desk.sql(`select 1 from message where destination = $1 and template = 'password-reset'`, [email]),
    ).toEqual([]);
  });
});
