import type { CaseAccountView, CaseRevision, CaseView, ChallengeView, PendingLogin } from '@relink/contract';
import {
  assuranceOf,
  type ChallengePurpose,
  challengeVerdict,
  type CodeMethod,
  compareAssurance,
  deliveryAdvice,
  maskEmail,
  maskPhone,
  type MessageState,
  type PendingKind,
  roundsLeft,
  troubleOf,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { AuditLog, readCaseTimeline } from '../audit/index.ts';
import type { CaseAccount } from './case-gatherings.ts';
import { CaseDesk, type CaseSituation } from './case-desk.ts';
import { caseWorkView, locksFor, timelineFor } from './case-work-view.ts';
import { readDraft } from './keep-draft.ts';

const CHALLENGES = {
  name: 'case_challenges',
  text: `select c.id, c.account_id as "accountId", c.identifier_id as "identifierId", c.purpose, c.method, c.destination,
           c.created_at as "createdAt", c.expires_at as "expiresAt", c.used_at as "usedAt",
           c.superseded_at as "supersededAt", c.tries_left as "triesLeft",
           coalesce(m.state, 'waiting') as "messageState", m.last_error as "messageError",
           m.carrier_code as "carrierCode", c.desk_code as "deskCode"
         from challenge c left join message m on m.id = c.message_id
        where c.case_id = $1 and c.account_id is not null order by c.created_at, c.id`,
};
const NOTES = {
  name: 'case_notes',
  text: `select n.id, n.at, a.name as "agentName", n.body
           from case_note n join agent a on a.id = n.agent_id where n.case_id = $1 order by n.at, n.id`,
};

type ChallengeRow = {
  id: string;
  accountId: string;
  identifierId: string | null;
  purpose: ChallengePurpose;
  method: CodeMethod;
  destination: string;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  supersededAt: Date | null;
  triesLeft: number;
  messageState: MessageState;
  messageError: string | null;
  carrierCode: string | null;
  deskCode: string | null;
};

/** Cases as the desk may see them. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly desk: CaseDesk,
    private readonly source: DataSource,
    private readonly sealing: Sealing,
    private readonly audit: AuditLog,
  ) {}

  /** The workbench of one case; throws `not-found` where there is none. */
  async load(context: AgentContext, caseId: string): Promise<CaseView> {
    const pool = poolOf(this.source);
    const situation = await this.desk.situation(pool, context.now, context, caseId);
    if (!situation) throw problem('not-found');
    const { record, verdicts, caseAccounts } = situation;
    const [challenges, notes, timeline, work, locks] = await Promise.all([
      this.challengesOf(pool, situation),
      runNamed<{ id: string; at: Date; agentName: string; body: string }>(pool, NOTES, [caseId]),
      readCaseTimeline(pool, caseId, record.openedAt),
      caseWorkView(pool, situation),
      locksFor(pool, situation),
    ]);
    const view = {
      id: record.id,
      reference: record.reference,
      realm: record.realm,
      channel: record.channel,
      ticket: record.ticket,
      state: record.state,
      outcome: record.outcome,
      agentId: record.agentId,
      agentName: record.agentName,
      dueAt: record.dueAt?.toISOString() ?? null,
      openedAt: record.openedAt.toISOString(),
      updatedAt: record.updatedAt.toISOString(),
      closedAt: record.closedAt?.toISOString() ?? null,
      own: record.agentId === context.principal.id,
      ...work,
      accounts: caseAccounts.map((account) => ({
        ...caseAccountView(account, situation),
        lock: locks.get(account.accountId) ?? null,
      })),
      challenges,
      allowedActions: verdicts.map((verdict) => ({ ...verdict, missing: [...verdict.missing] })),
      notes: notes.map((note) => ({ ...note, at: note.at.toISOString() })),
      timeline: timelineFor(situation, timeline).map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    };
    return { ...view, revision: this.revisionOf(view) };
  }

  /** The `revision` of {@link load}. Nothing of a customer is in it, and asking for it is no look. */
  async revision(context: AgentContext, caseId: string): Promise<CaseRevision> {
    const { revision } = await this.load(context, caseId);
    return { revision };
  }

  /** Somebody looks at a case without changing it, which is recorded: its accounts, their identifiers and notes are in it. */
  async view(context: AgentContext, caseId: string): Promise<CaseView> {
    const view = await this.load(context, caseId);
    await this.audit.record(poolOf(this.source), context, {
      action: 'case.viewed',
      origin: 'case',
      caseId,
      facts: { accountIds: view.accounts.map(({ accountId }) => accountId) },
    });
    return view;
  }

  /** What somebody has begun to write about a case. */
  draft(context: AgentContext, caseId: string): Promise<string> {
    return readDraft(poolOf(this.source), caseId, context.principal.id);
  }

  /**
   * Without what moves with the clock, what the reader types, and the timeline, which only tells of the rest. Keyed, so
   * that nobody can try what they guess of a case against it.
   */
  private revisionOf(view: Omit<CaseView, 'revision'>): string {
    const moving: ReadonlySet<string> = new Set(['waiting', 'draft', 'timeline']);
    const kept = Object.entries(view).filter(([name]) => !moving.has(name));
    return this.sealing.digest('case revision', JSON.stringify(kept)).toString('base64url');
  }

  private async challengesOf(
    executor: Executor,
    { now, record, agent }: CaseSituation,
  ): Promise<ChallengeView[]> {
    const own = record.agentId === agent.id;
    const rows = await runNamed<ChallengeRow>(executor, CHALLENGES, [record.id]);
    return rows.map((row) => ({
      id: row.id,
      accountId: row.accountId,
      identifierId: row.identifierId,
      purpose: row.purpose,
      state: challengeState(row, now),
      destination: row.method === 'sms' ? maskPhone(row.destination) : maskEmail(row.destination),
      sentAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      triesLeft: row.triesLeft,
      messageState: row.messageState,
      messageError: row.messageError,
      messageTrouble: troubleOf(row.method, row.carrierCode),
      messageAdvice: deliveryAdvice(row.method, row.messageState, row.carrierCode),
      deskCode: own ? row.deskCode : null,
    }));
  }
}

/** As a wrong try that takes nothing would find it. */
function challengeState(row: ChallengeRow, now: Date): ChallengeView['state'] {
  const verdict = challengeVerdict(
    {
      expiresAt: row.expiresAt.toISOString(),
      usedAt: row.usedAt?.toISOString() ?? null,
      supersededAt: row.supersededAt?.toISOString() ?? null,
      triesLeft: row.triesLeft,
      matches: false,
    },
    now,
  );
  return verdict.state;
}

function caseAccountView(
  { accountId, role, emailReportedLost }: CaseAccount,
  situation: CaseSituation,
): Omit<CaseAccountView, 'lock'> {
  const { now, policy, evidence, case: facts } = situation;
  const assurance = assuranceOf(accountId, evidence, facts.resetAt, now, policy);
  const verified = compareAssurance(assurance.level, 'verified') >= 0;
  // Like the account page, it opens only in a case of one's own.
  const open = verified && facts.agentId === situation.agent.id;
  const lockedUntil = situation.accounts.find(({ id }) => id === accountId)?.lockedUntil ?? null;
  const left = roundsLeft(situation.failedRounds.get(accountId) ?? 0, policy);
  return {
    accountId,
    role,
    emailReportedLost,
    assurance: assurance.level,
    assuranceFadesAt: assurance.fadesAt,
    assuranceMissing: [...assurance.missing],
    // A lock that left rounds would tell that it came of a suspicion.
    roundsLeft: lockedUntil === null ? left : 0,
    lockedUntil,
    excludedKinds: [...(situation.excludedByAccount.get(accountId) ?? [])],
    rounds: evidence.rounds
      .filter((round) => round.accountId === accountId)
      .map(({ at, kinds, enough, afterFailure }) => ({ at, kinds: [...kinds], enough, afterFailure })),
    pendingEmail: pendingLogin(accountId, 'email', open, situation),
    pendingPhone: pendingLogin(accountId, 'phone', open, situation),
  };
}

function pendingLogin(
  accountId: string,
  kind: PendingKind,
  open: boolean,
  { pendingChanges }: CaseSituation,
): PendingLogin | null {
  const pending = pendingChanges.find((change) => change.accountId === accountId && change.kind === kind);
  if (!pending) return null;
  const { id: changeId, identifierId, value, requestedAt, expiresAt, heldUntil, holdReasons } = pending;
  const masked = kind === 'email' ? maskEmail(value) : maskPhone(value);
  return {
    changeId,
    identifierId,
    display: open ? value : masked,
    requestedAt,
    expiresAt,
    heldUntil,
    holdReasons: [...holdReasons],
  };
}
