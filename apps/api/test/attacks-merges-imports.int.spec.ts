import { aCase } from '@relink/testing';
import { importing, saidAbout } from './fixtures/imports/upload.ts';
import { carryOut } from './harness/merge-scene.ts';
import { aWaitingMerge } from './harness/merging.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const HEADER =
  'Customer ID,First Name,Last Name,Email,Phone,Accepts Email Marketing,Accepts SMS Marketing,Birth Date,Preferred Contact,Loyalty Points,Store Credit,Store Credit Currency,Legal Hold,Open Dispute,Second Factor,Note';
const people = (...rows: string[]) => [HEADER, ...rows].map((row) => `${row}\n`).join('');
const KAY = '1,Kay,Little,kay@yahoo.example,,yes,yes,1980-05-01,sms,1250,12.50,USD,no,no,no,';
const HER_OTHER = '2,Kay,Little,kay@mail.example,,no,yes,,,100,7.50,USD,no,no,no,';

describe('a careless shop that imports its customers again after a merge', () => {
  let desk: TestDesk;
  let admin: Browser;

  beforeEach(async () => {
    desk = await TestDesk.open({}, { work: true });
    admin = await desk.signedIn('admin');
    await importing(admin, people(KAY, HER_OTHER));
    const [mira, vera] = [await desk.signedIn('agent'), await desk.signedIn('supervisor')];
    const [survivorId, otherId] = [await idOf('1'), await idOf('2')];
    const { id: caseId } = await aCase(desk, {
      agentId: mira.id,
      claimed: survivorId,
      duplicates: [otherId],
    });
    const asked = await aWaitingMerge(desk, { survivorId, otherId, caseId }, mira.id);
    await vera.post(`/api/approvals/${asked.approvalId}/approve`, {});
    await carryOut(desk, asked.mergeId);
    expect(await held('1')).toEqual(MERGED);
  });
  afterEach(() => desk.close());

  const MERGED = {
    status: 'active',
    points: 1350,
    credits: ['USD 20.00'],
    consents: ['email-marketing false', 'sms-marketing true'],
    holds: [],
  };
  const idOf = async (externalId: string) => {
    const [row] = await desk.sql<{ id: string }>('select id from account where external_id = $1', [
      externalId,
    ]);
    return row?.id ?? '';
  };
  const held = async (externalId: string) => {
    const [row] = await desk.sql(
      `select a.status, a.loyalty_points::integer as points,
          array(select c.currency || ' ' || c.amount from store_credit c where c.account_id = a.id order by 1) as credits,
          array(select c.topic || ' ' || c.granted from consent c where c.account_id = a.id order by 1) as consents,
          array(select h.kind from account_hold h where h.account_id = a.id and h.ended_at is null order by 1) as holds
         from account a where a.external_id = $1`,
      [externalId],
    );
    return row;
  };

  it('neither loses what the merge brought nor loosens a no by a row that does not know of the merge', async () => {
    await importing(admin, people(KAY, HER_OTHER));
    expect(await held('1')).toEqual(MERGED);
    await importing(admin, people(`${KAY}called`, `${HER_OTHER}called`));
    expect(await held('1')).toEqual(MERGED);
  });

  it('holds the survivor by its own row, and says no for it, as for any other account', async () => {
    await importing(
      admin,
      people(KAY.replace('yes,yes,1980', 'yes,no,1980').replace('no,no,no', 'yes,yes,no')),
    );
    expect(await held('1')).toMatchObject({
      holds: ['dispute', 'legal-hold'],
      consents: ['email-marketing false', 'sms-marketing false'],
    });
  });

  it('brings no tombstone back to life, nor gives it anything, whatever its row says', async () => {
    const again = await importing(
      admin,
      people(KAY, HER_OTHER.replace('no,yes,,,100', 'yes,yes,,,9000').replace('no,no,no', 'yes,yes,yes')),
    );
    expect(await saidAbout(admin, again.id)).toContainEqual(expect.stringContaining('account-merged'));
    expect(await held('2')).toEqual({ status: 'merged', points: 0, credits: [], consents: [], holds: [] });
    expect(await held('1')).toEqual({ ...MERGED, holds: ['dispute', 'legal-hold'] });
  });

  it('gets nobody free by a merge: a hold that the tombstone’s row opens is the survivor’s, until that row ends it', async () => {
    const holding = HER_OTHER.replace('no,no,no', 'yes,no,no');
    const holds = async () => (await held('1'))?.['holds'];
    const events = async () =>
      (
        await desk.sql(`select 1 from audit_event where action = 'account.imported' and account_id = $1`, [
          await idOf('1'),
        ])
      ).length;
    const before = await events();
    await importing(admin, people(KAY, holding));
    expect(await holds()).toEqual(['legal-hold']);
    expect(await events()).toBe(before + 1);
    // Neither does the survivor's own row end it, which says no, nor is it opened twice.
    await importing(admin, people(`${KAY}called`, holding));
    await importing(admin, people(holding));
    expect(await holds()).toEqual(['legal-hold']);
    expect(await events()).toBe(before + 1);
    await importing(admin, people(HER_OTHER));
    expect(await holds()).toEqual([]);
    expect(await held('2')).toMatchObject({ status: 'merged', holds: [] });
  });
});
