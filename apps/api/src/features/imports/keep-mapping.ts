import type { CreateImportMappingRequest, UpdateImportMappingRequest } from '@relink/contract';
import {
  type AuditAction,
  DEFAULT_REALM,
  headerKey,
  isHeader,
  mappingFaults,
  missingColumns,
  refuse,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { lockOn } from '../../platform/database/advisory-locks.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { type ChangeRequest, Changes, type Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { lockMapping } from './import-mappings.ts';

const INSERT = `insert into import_mapping
    (id, realm, name, definition, header, header_key, created_by, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`;
const UPDATE = `update import_mapping set name = $2, definition = $3, header = $4, header_key = $5, updated_at = $6
  where id = $1`;
const RETIRE = 'update import_mapping set retired_at = $2, updated_at = $2 where id = $1';
const NAMED = `select 1 from import_mapping
  where realm = $1 and lower(name) = lower($2) and retired_at is null and id <> $3`;

type Wanted = CreateImportMappingRequest;

/** Keeps mappings by name: makes, changes and retires them. Imports that were read by one keep what it said then. */
@Injectable()
export class KeepMapping {
  constructor(
    private readonly changes: Changes,
    private readonly audit: AuditLog,
  ) {}

  /** Returns the new mapping's id. */
  async create(change: ChangeRequest, wanted: Wanted): Promise<string> {
    return this.run(change, 'import-mapping.created', uuidv7(), async (em, now, id) => {
      const refused = await this.whyNot(em, id, wanted);
      if (refused) return refused;
      const { principal } = change.context;
      const by = principal.kind === 'agent' ? principal.id : null;
      await runSql(em, INSERT, [id, DEFAULT_REALM, ...cellsOf(wanted), by, now]);
      return { after: factsOf(wanted) };
    });
  }

  /** Changes a mapping in use; a retired one is refused. Returns its id. */
  async update(change: ChangeRequest, id: string, request: UpdateImportMappingRequest): Promise<string> {
    return this.run(change, 'import-mapping.updated', id, async (em, now) => {
      const had = await lockMapping(em, id);
      if (!had) return refuse('not-found');
      if (had.retiredAt !== null) return refuse('mapping-retired');
      const wanted: Wanted = { ...request, header: request.header ?? had.header };
      const refused = await this.whyNot(em, id, wanted);
      if (refused) return refused;
      await runSql(em, UPDATE, [id, ...cellsOf(wanted), now]);
      return { before: factsOf(had), after: factsOf(wanted) };
    });
  }

  /** Takes a mapping out of use; its name is free again. Returns its id. */
  async retire(change: ChangeRequest, id: string): Promise<string> {
    return this.run(change, 'import-mapping.retired', id, async (em, now) => {
      const had = await lockMapping(em, id);
      if (!had) return refuse('not-found');
      if (had.retiredAt !== null) return refuse('mapping-retired');
      await runSql(em, RETIRE, [id, now]);
      return { before: factsOf(had) };
    });
  }

  private async run(
    change: ChangeRequest,
    action: AuditAction,
    id: string,
    work: (em: EntityManager, now: Date, id: string) => Promise<Record<string, unknown> | Refusal>,
  ): Promise<string> {
    const { resourceId } = await this.changes.run(change, async (em, now): Promise<Done<null> | Refusal> => {
      const context = { ...change.context, now };
      const answer = await work(em, now, id);
      if (isRefused(answer)) {
        const fields = Object.keys(answer.errors ?? {});
        const facts = { mappingId: id, code: answer.code, fields };
        await this.audit.record(em, context, { action, outcome: 'refused', facts });
        return answer;
      }
      await this.audit.record(em, context, { action, facts: { mappingId: id, ...answer } });
      return { resourceId: id, result: null };
    });
    return resourceId;
  }

  private async whyNot(
    em: EntityManager,
    id: string,
    { name, definition, header }: Wanted,
  ): Promise<Refusal | null> {
    const errors: Record<string, string> = {};
    for (const { field, code } of mappingFaults(definition))
      errors[`definition.columns.${field}`] =
        code === 'needed' ? 'Say which column this is in.' : 'Such rows have no such field.';
    const missing = missingColumns(header, definition);
    if (missing.length > 0) errors['definition.columns'] = `The file has no column ${missing.join(', ')}.`;
    if (!isHeader(header))
      errors['header'] =
        'The first row looks like a customer, not like names of columns. Add a header to the file.';
    if (Object.keys(errors).length > 0) return { ...refuse('invalid-input'), errors };
    // Two admins who take one name at the same moment: the second waits here, and then sees the first.
    await runSql(em, `select pg_advisory_xact_lock(${lockOn('mappingName', 'lower($1)')})`, [name]);
    const taken = (await runSql(em, NAMED, [DEFAULT_REALM, name, id])).length > 0;
    return taken ? { ...refuse('invalid-input'), errors: { name: 'Another mapping has this name.' } } : null;
  }
}

function cellsOf({ name, definition, header }: Wanted): unknown[] {
  return [name, JSON.stringify(definition), header, headerKey(header)];
}

function factsOf({ name, definition }: Pick<Wanted, 'name' | 'definition'>): Record<string, unknown> {
  return { name, definition };
}

function isRefused(answer: Record<string, unknown> | Refusal): answer is Refusal {
  return 'code' in answer;
}
