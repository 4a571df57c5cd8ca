import { anAccount, type BuiltIdentifier } from '@relink/testing';
import type { AuditExportView } from '@relink/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { STEM } from './canaries.ts';
import { Customer } from './customer.ts';
import { Document } from './documents.ts';
import type { Agent } from './merge-scene.ts';
import type { Browser, TestDesk } from './test-desk.ts';
import { aSecondCase, merge, undo } from './undo-scene.ts';

/** Leaves what the worker would take from the test's hands at once: messages' secrets, and merges that the test carries out. */
export async function holdJobs(desk: TestDesk): Promise<void> {
  await desk.sql(
    `create function hold_job() returns trigger language plpgsql as $$ begin
       if exists (select from graphile_worker._private_tasks t where t.id = new.task_id
           and t.identifier in ('send_message', 'execute_merge', 'execute_undo'))
       then new.run_at := now() + interval '1 hour'; end if;
       return new; end $$`,
  );
  await desk.sql(
    `create trigger hold_job before insert on graphile_worker._private_jobs for each row execute function hold_job()`,
  );
}

/** The rest of a desk's work with the canary's account: a document, an e-mail that is confirmed, a merge, undone and done again. */
export async function playDeskWork(
  desk: TestDesk,
  people: readonly [agent: Agent, supervisor: Agent],
  accountId: string,
): Promise<{ duplicateId: string; documentId: string; newEmail: string }> {
  const [agent, supervisor] = people;
  // Who decided about the document took part in the evidence, and so approves no merge.
  const documentId = await sendDocument(desk, [agent, await desk.signedIn('supervisor')], accountId);
  const duplicate = await anAccount(desk, {
    email: `${STEM}.dup@mail.example`,
    firstName: `Q${STEM}d`,
    lastName: `Q${STEM}e`,
    note: `Note of ${STEM}`,
  });
  const pair = { survivorId: accountId, otherId: duplicate.id };
  const caseId = await aSecondCase(desk, agent.id, pair);
  const newEmail = `${STEM}.confirmed@mail.example`;
  const asked = await agent.post(`/api/cases/${caseId}/email-reassignments`, { accountId, email: newEmail });
  if (asked.status !== 201) throw new Error(JSON.stringify(asked.body));
  const customer = new Customer(desk);
  const { status, body } = await customer.confirm(await customer.received(newEmail, 'email-confirmation'));
  if (status >= 300) throw new Error(JSON.stringify(body));
  const mergeId = await merge(desk, people, { ...pair, caseId: await aSecondCase(desk, agent.id, pair) });
  await undo(desk, people, { mergeId });
  await merge(desk, [agent, supervisor], { ...pair, caseId: await aSecondCase(desk, agent.id, pair) });
  return { duplicateId: duplicate.id, documentId, newEmail };
}

/** A picture that says in its metadata whose it is, looked at by both who have to. */
async function sendDocument(
  desk: TestDesk,
  [agent, supervisor]: readonly [Agent, Agent],
  accountId: string,
): Promise<string> {
  const [phone] = await desk.sql<BuiltIdentifier>(
    `select id, value, normalised from identifier where account_id = $1 and kind = 'phone' and use = 'login'`,
    [accountId],
  );
  if (!phone) throw new Error('The canary has a phone that signs in.');
  const document = await Document.asked(desk, agent, {
    old: { id: accountId, phone },
    phone: phone.normalised,
  });
  const picture = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#785a3c' } })
    .withExif({ IFD0: { ImageDescription: `${STEM} card`, Artist: STEM } })
    .jpeg()
    .toBuffer();
  if (!picture.includes(STEM)) throw new Error('The picture carries no canary.');
  const sent = await document.send([picture]);
  if (sent.status !== 201) throw new Error(JSON.stringify(sent.body));
  const shown = await document.look(agent);
  if (Buffer.from(await shown.arrayBuffer()).includes(STEM)) throw new Error('The metadata is shown.');
  await agent.post(`/api/documents/${document.id}/proposal`, {
    verdict: 'matches',
    note: `The card says ${STEM}.`,
  });
  await document.look(supervisor);
  const { status, body } = await supervisor.post(`/api/documents/${document.id}/confirm`, {
    reason: `I read ${STEM} as well.`,
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return document.id;
}

/** Asks for an export and waits until it is written. */
export async function exported(desk: TestDesk, by: Browser, accountId: string): Promise<string> {
  const asked = await by.post<AuditExportView>('/api/audit-exports', {
    filter: { accountId },
    format: 'ndjson',
    reason: 'An auditor asked.',
  });
  const { id } = asked.body;
  for (let tries = 0; tries < 200; tries++) {
    const { body } = await by.get<AuditExportView>(`/api/audit-exports/${id}`);
    if (body.state === 'finished') return id;
    if (body.state === 'failed') break;
    if (tries % 10 === 9) desk.pass({ minutes: 1 });
    await sleep(250);
  }
  throw new Error(JSON.stringify(asked.body));
}
