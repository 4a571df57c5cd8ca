import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { PeopleAndAccounts1700000000001 } from '../../migrations/1700000000001-people-and-accounts.ts';
import { CasesAndEvidence1700000000002 } from '../../migrations/1700000000002-cases-and-evidence.ts';
import { Audit1700000000003 } from '../../migrations/1700000000003-audit.ts';
import { ApplicationRole1700000000004 } from '../../migrations/1700000000004-application-role.ts';
import { ADeskToWorkAt1700000000005 } from '../../migrations/1700000000005-a-desk-to-work-at.ts';
import { ImportMappings1700000000007 } from '../../migrations/1700000000007-import-mappings.ts';
import { NoticesAndLocks1700000000008 } from '../../migrations/1700000000008-notices-and-locks.ts';
import { HeldAndOpposedChanges1700000000010 } from '../../migrations/1700000000010-held-and-opposed-changes.ts';
import { TimesOfTheDay1700000000011 } from '../../migrations/1700000000011-times-of-the-day.ts';
import { CheckedAndIndexed1700000000012 } from '../../migrations/1700000000012-checked-and-indexed.ts';
import { NamesByTheirWords1700000000020 } from '../../migrations/1700000000020-names-by-their-words.ts';
import { TwoAccountsOnePerson1700000000021 } from '../../migrations/1700000000021-two-accounts-one-person.ts';
import { MergesCheckedAndIndexed1700000000022 } from '../../migrations/1700000000022-merges-checked-and-indexed.ts';
import { LikelyDuplicates1700000000023 } from '../../migrations/1700000000023-likely-duplicates.ts';
import { WeightsOfAShop1700000000025 } from '../../migrations/1700000000025-weights-of-a-shop.ts';
import { OpposedMerges1700000000026 } from '../../migrations/1700000000026-opposed-merges.ts';
import { AnotherPairOfEyes1700000000027 } from '../../migrations/1700000000027-another-pair-of-eyes.ts';
import { ALogThatProvesItself1700000000028 } from '../../migrations/1700000000028-a-log-that-proves-itself.ts';
import { WhatLeavesTheLog1700000000029 } from '../../migrations/1700000000029-what-leaves-the-log.ts';
import { ErasureAndDataKeys1700000000030 } from '../../migrations/1700000000030-erasure-and-data-keys.ts';
import { SecondFactors1700000000031 } from '../../migrations/1700000000031-second-factors.ts';
import { LooksOfOnePerson1700000000032 } from '../../migrations/1700000000032-looks-of-one-person.ts';
import { IdentityDocuments1700000000033 } from '../../migrations/1700000000033-identity-documents.ts';
import { InsightsAndSigns1700000000034 } from '../../migrations/1700000000034-insights-and-signs.ts';
import { CompanySignIn1700000000035 } from '../../migrations/1700000000035-company-sign-in.ts';
import { WhatIsAskedForIndexed1700000000036 } from '../../migrations/1700000000036-what-is-asked-for-indexed.ts';
import { ApprovalsToldOfAccounts1700000000037 } from '../../migrations/1700000000037-approvals-told-of-accounts.ts';
import { GuessersAndWaitingRecoveries1700000000038 } from '../../migrations/1700000000038-guessers-and-waiting-recoveries.ts';
import { ActionsFromAnAddress1700000000039 } from '../../migrations/1700000000039-actions-from-an-address.ts';

/** In the order they run. */
const MIGRATIONS = [
  PeopleAndAccounts1700000000001,
  CasesAndEvidence1700000000002,
  Audit1700000000003,
  ApplicationRole1700000000004,
  ADeskToWorkAt1700000000005,
  ImportMappings1700000000007,
  NoticesAndLocks1700000000008,
  HeldAndOpposedChanges1700000000010,
  TimesOfTheDay1700000000011,
  CheckedAndIndexed1700000000012,
  NamesByTheirWords1700000000020,
  TwoAccountsOnePerson1700000000021,
  MergesCheckedAndIndexed1700000000022,
  LikelyDuplicates1700000000023,
  WeightsOfAShop1700000000025,
  OpposedMerges1700000000026,
  AnotherPairOfEyes1700000000027,
  ALogThatProvesItself1700000000028,
  WhatLeavesTheLog1700000000029,
  ErasureAndDataKeys1700000000030,
  SecondFactors1700000000031,
  LooksOfOnePerson1700000000032,
  IdentityDocuments1700000000033,
  InsightsAndSigns1700000000034,
  CompanySignIn1700000000035,
  WhatIsAskedForIndexed1700000000036,
  ApprovalsToldOfAccounts1700000000037,
  GuessersAndWaitingRecoveries1700000000038,
  ActionsFromAnAddress1700000000039,
];

/** The owner's connection, for migrations only. */
export function ownerDataSource(url: string): DataSource {
  return new DataSource({ type: 'postgres', url, migrations: MIGRATIONS, migrationsTransactionMode: 'each' });
}

/** The application's connection pool. A request that waits 1.5 s for a connection fails rather than queue for ever: it is answered within 2 s. */
export function applicationDataSource(
  url: string,
  poolSize: number,
  onPoolError: (error: Error) => void,
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize,
    connectTimeoutMS: 1500,
    applicationName: 'relink',
    poolErrorHandler: onPoolError,
    extra: {
      keepAlive: true,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      // Between the pool's handing out a connection and TypeORM's listening to it, nobody hears it break, and an
      // error that nobody hears ends the process. Its next query fails all the same, and the pool drops it.
      onConnect: (client: PoolClient) => {
        client.on('error', () => undefined);
      },
    },
  };
}

/** The pg pool under TypeORM, for hot paths outside a transaction. */
export function poolOf(source: DataSource): Pool {
  const driver = source.driver as unknown as { master: Pool };
  return driver.master;
}
