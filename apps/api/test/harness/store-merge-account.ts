import type { IdentifierFacts, MergeAccountFacts, MergeChoices } from '@relink/domain';
import { anOrder } from '@relink/testing';
import { randomUUID } from 'node:crypto';
import type { TestDesk } from './test-desk.ts';

/** What facts are called in the database: the ids of a fixture are no uuids. */
export class Stored {
  private readonly ids = new Map<string, string>();
  /** Told apart from every other run's values. */
  private readonly run = randomUUID().slice(0, 8);

  constructor(private readonly desk: TestDesk) {}

  id(name: string): string {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const made = randomUUID();
    this.ids.set(name, made);
    return made;
  }

  choices({ fields, primaryIds = [], releaseIds = [] }: MergeChoices): MergeChoices {
    const named = (ids: readonly string[]) => ids.map((id) => this.id(id));
    return { ...(fields && { fields }), primaryIds: named(primaryIds), releaseIds: named(releaseIds) };
  }

  /** Writes everything that the facts say. Returns the account's id. */
  async account(facts: MergeAccountFacts): Promise<string> {
    const id = this.id(facts.id);
    const sql = (text: string, values: unknown[]) => this.desk.sql(text, values);
    await sql(
      `insert into account (id, realm, status, merged_into, first_name, last_name, language, birth_date, contact_preference,
         loyalty_points, note, tags, began_at, has_balance, has_subscription, security_version)
       values ($1, $2, 'active', null, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        facts.realm,
        facts.firstName,
        facts.lastName,
        facts.language,
        facts.birthDate,
        facts.contactPreference,
        facts.points,
        facts.note,
        facts.tags,
        facts.createdAt,
        facts.hasBalance,
        facts.hasSubscription,
        facts.securityVersion,
      ],
    );
    for (const identifier of facts.identifiers) await this.identifier(id, facts, identifier);
    for (const address of facts.addresses) {
      const { isDefault, name, company, line1, line2, city, province, postcode, country, phone } = address;
      await sql(
        `insert into address (account_id, is_default, name, company, line1, line2, city, province, postcode, country, phone)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [id, isDefault, name, company, line1, line2, city, province, postcode, country, phone],
      );
    }
    for (const { topic, granted, at } of facts.consents)
      await sql('insert into consent values ($1, $2, $3, $4)', [id, topic, granted, at]);
    for (const { currency, amount } of facts.credits)
      await sql('insert into store_credit values ($1, $2, $3)', [id, currency, amount]);
    for (const { id: card, currency, balance } of facts.giftCards)
      await sql(
        `insert into gift_card (id, realm, external_id, account_id, currency, balance) values ($1::uuid, 'main', $1::uuid::text, $2, $3, $4)`,
        [this.id(card), id, currency, balance],
      );
    for (const { id: subscription, product, state } of facts.subscriptions)
      await sql(
        `insert into subscription (id, realm, external_id, account_id, product, state)
         values ($1::uuid, 'main', $1::uuid::text, $2, $3, $4)`,
        [this.id(subscription), id, product, state],
      );
    if (facts.hasPassword) await sql(`insert into credential values ($1, 'hash', now())`, [id]);
    for (let order = 0; order < facts.orderCount; order++) await anOrder(this.desk, { accountId: id });
    await this.obstacles(id, facts);
    return id;
  }

  private async identifier(
    accountId: string,
    facts: MergeAccountFacts,
    identifier: IdentifierFacts,
  ): Promise<void> {
    const { id, kind, use, state, normalised, linkedSince, releasedAt, releaseReason, undeliverableAt } =
      identifier;
    await this.desk.sql(
      `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, linked_since, released_at,
         release_reason, undeliverable_at, is_primary, origin)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11, $12, 'import')`,
      [
        this.id(id),
        accountId,
        facts.realm,
        kind,
        use,
        state,
        `${this.run}.${normalised}`,
        linkedSince,
        releasedAt,
        releaseReason,
        undeliverableAt,
        facts.primaryIds.includes(id),
      ],
    );
  }

  /** What stands in the way, as the shop or the desk would have it. */
  private async obstacles(id: string, facts: MergeAccountFacts): Promise<void> {
    const sql = (text: string, values: unknown[]) => this.desk.sql(text, values);
    for (const kind of facts.holds)
      await sql(
        'insert into account_hold (id, account_id, kind, since) values (gen_random_uuid(), $1, $2, now())',
        [id, kind],
      );
    if (facts.hasSecondFactor)
      await sql(`insert into second_factor values ($1, 'authenticator', now())`, [id]);
    if (facts.lockedUntil !== null)
      await sql(
        `insert into verification_lock (id, account_id, at, until, reason)
         values (gen_random_uuid(), $1, $2::timestamptz - interval '1 day', $2, 'failed rounds')`,
        [id, facts.lockedUntil],
      );
    const plan = randomUUID().replaceAll('-', '').repeat(2);
    if (facts.changePending || facts.mergePending)
      await sql(`insert into plan values ($1, 'any', $2, '', now())`, [plan, id]);
    if (facts.changePending) {
      await sql(
        `with added as (
           insert into identifier (id, account_id, realm, kind, use, state, value, normalised, origin)
           values (gen_random_uuid(), $1, $2, 'email', 'login', 'pending', $3, $3, 'case') returning id)
         insert into identifier_change (id, account_id, identifier_id, plan_hash, state, requested_at, expires_at)
         select gen_random_uuid(), $1, id, $4, 'pending', now(), now() + interval '1 day' from added`,
        [id, facts.realm, `${randomUUID()}@mail.example`, plan],
      );
    }
    if (facts.mergePending) {
      const third = randomUUID();
      await sql('insert into account (id, realm) values ($1, $2)', [third, facts.realm]);
      await sql(
        `insert into merge (id, realm, survivor_id, other_id, plan_hash, choices, policy_version, state, requested_at)
         values (gen_random_uuid(), $1, $2, $3, $4, '{}', 1, 'waiting', now())`,
        [facts.realm, third, id, plan],
      );
    }
    if (facts.status === 'merged') {
      const into = randomUUID();
      await sql('insert into account (id, realm) values ($1, $2)', [into, facts.realm]);
      await sql(`update account set status = 'merged', merged_into = $2 where id = $1`, [id, into]);
    } else await sql('update account set status = $2 where id = $1', [id, facts.status]);
  }
}
