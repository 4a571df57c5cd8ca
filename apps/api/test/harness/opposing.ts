import type { ObjectionResponse } from '@relink/contract';
import type { MessageTemplate } from '@relink/domain';
import {
  anAccount,
  anEmailAddress,
  anIdentifier,
  anOrder,
  aPhoneNumber,
  type BuiltIdentifier,
} from '@relink/testing';
import { DueChanges } from '../../src/features/identifiers/due-changes.ts';
import { Sealing } from '../../src/platform/sealing/sealing.ts';
import type { Answer, Browser, TestDesk } from './test-desk.ts';

/** Somebody whose account is worth a lot, and who can be reached by a phone alone, or by an e-mail too. */
export type Rich = {
  readonly id: string;
  readonly phone: BuiltIdentifier;
  readonly email: BuiltIdentifier | null;
};

export async function aRichAccount(desk: TestDesk, { email = false } = {}): Promise<Rich> {
  const { id } = await anAccount(desk, { firstName: 'Asha', lastName: 'Patel' });
  await anOrder(desk, { accountId: id, total: '90000.00' });
  const phone = await anIdentifier(desk, { accountId: id, kind: 'phone', value: aPhoneNumber() });
  const own = email
    ? await anIdentifier(desk, { accountId: id, kind: 'email', value: anEmailAddress('owner') })
    : null;
  return { id, phone, email: own };
}

/** The token behind "this wasn't me" in the newest message of one kind to a destination. */
export async function objectionToken(
  desk: TestDesk,
  destination: string,
  template: MessageTemplate,
): Promise<string> {
  const [row] = await desk.sql<{ id: string; secret_sealed: Buffer | null }>(
    `select id, secret_sealed from message where destination = $1 and template = $2
      order by created_at desc, id desc limit 1`,
    [destination, template],
  );
  if (!row?.secret_sealed) throw new Error(`No ${template} with a link waits for ${destination}.`);
  const { objectionPath } = desk.app.get(Sealing).openMessageSecret(row.id, row.secret_sealed) as {
    objectionPath: string;
  };
  return objectionPath.split('#')[1] ?? '';
}

/** Opens the link and presses the button. */
export function oppose(
  browser: Browser,
  token: string,
  headers = {},
): Promise<Answer<ObjectionResponse & { code?: string }>> {
  return browser.post('/api/portal/objections', { token }, headers);
}

/** The minute's sweep of the worker. */
export function takeDueChanges(desk: TestDesk): Promise<number> {
  return desk.app.get(DueChanges).all();
}

/** The state of a change. */
export async function stateOf(desk: TestDesk, changeId: string): Promise<string | undefined> {
  const [row] = await desk.sql<{ state: string }>('select state from identifier_change where id = $1', [
    changeId,
  ]);
  return row?.state;
}

/** What signs in to an account, and where it was left. */
export async function loginsOf(desk: TestDesk, accountId: string): Promise<string[]> {
  const rows = await desk.sql<{ normalised: string }>(
    `select normalised from identifier where account_id = $1 and use = 'login' and state = 'verified' order by kind, normalised`,
    [accountId],
  );
  return rows.map(({ normalised }) => normalised);
}
