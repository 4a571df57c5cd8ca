import type { Invariant } from './invariant.ts';
import { areKin } from './kin.ts';

/** No message is lost, none is half settled, and no secret outlives its need. */
export const MESSAGES: readonly Invariant[] = [
  {
    name: 'a challenge has its message, to the same place',
    broken: `select c.id from challenge c left join message m on m.id = c.message_id
              where m.id is null or m.destination <> c.destination or m.created_at <> c.created_at
                 or (m.account_id is distinct from c.account_id and ${areKin('m.account_id', 'c.account_id')} is not true)`,
  },
  {
    name: 'a waiting message has its job',
    broken: `select m.id from message m where m.state = 'waiting' and (m.expires_at is null or m.expires_at > now())
                and not exists (select 1 from graphile_worker.jobs j where j.key = 'send_message:' || m.id)`,
  },
  {
    name: 'no secret is left in a message that does not wait',
    broken: `select id from message where state <> 'waiting' and secret_sealed is not null`,
  },
  {
    name: 'a message that a provider took says when',
    broken: `select id from message where state in ('handed-over', 'delivered', 'bounced') and handed_over_at is null`,
  },
  {
    name: 'a message that was given up says why',
    broken: `select id from message where state = 'failed' and last_error is null`,
  },
  {
    name: 'an objection’s link went out with a message',
    broken: 'select account_id from objection_link where message_id is null',
  },
];
