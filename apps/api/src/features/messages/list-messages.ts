import type { MessagesQuery, MessageView } from '@relink/contract';
import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, type FindOptionsWhere, In, type Repository } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { AuditLog } from '../audit/index.ts';
import { messageView } from './message-view.ts';
import { MessageEntity } from './message.entity.ts';

const NEWEST_FIRST: readonly [string, 'DESC'] = ['createdAt', 'DESC'];

/** Looks messages up, masked. The dead-letter list is those of state `failed`. */
@Injectable()
export class ListMessages {
  constructor(
    @InjectRepository(MessageEntity) private readonly messages: Repository<MessageEntity>,
    private readonly source: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** One message; that it was looked at is recorded. */
  async one(context: AgentContext, id: string): Promise<MessageView | undefined> {
    const row = await this.messages.findOneBy({ id });
    if (!row) return undefined;
    await this.audit.record(poolOf(this.source), context, {
      action: 'message.viewed',
      ...aboutOf(row),
      facts: { messageId: id },
    });
    return messageView(row);
  }

  /** A page of the list, and how many there are, as far as a list can be paged. Recorded. */
  async page(context: AgentContext, query: MessagesQuery, page: Page): Promise<[MessageView[], number]> {
    const { id, ...exact } = query.filter ?? {};
    const where: FindOptionsWhere<MessageEntity> = {
      ...exact,
      ...(id !== undefined && { id: In(typeof id === 'string' ? [id] : id) }),
    };
    const [field, direction] = query.sort ?? NEWEST_FIRST;
    const rows = await this.messages.find({
      where,
      order: field === 'id' ? { id: direction } : { [field]: direction, id: direction },
      skip: page.offset,
      take: page.limit,
    });
    await this.audit.record(poolOf(this.source), context, {
      action: 'messages.listed',
      ...aboutOf(exact),
      facts: { filters: Object.keys(query.filter ?? {}).sort(), messageIds: rows.map((row) => row.id) },
    });
    return [rows.map(messageView), await this.countUpTo(NUMBERS.search.deepestRow, where)];
  }

  /** Each change tells several contacts, so there are many messages: counted only as far as a list can be paged. */
  private async countUpTo(most: number, where: FindOptionsWhere<MessageEntity>): Promise<number> {
    const few = this.messages.createQueryBuilder('message').select('1').where(where).limit(most);
    const counted = await this.messages.manager
      .createQueryBuilder()
      .select('count(*)::int', 'total')
      .from(`(${few.getQuery()})`, 'few')
      .setParameters(few.getParameters())
      .getRawOne<{ total: number }>();
    return counted?.total ?? 0;
  }
}

function aboutOf({
  caseId,
  accountId,
}: {
  caseId?: string | null | undefined;
  accountId?: string | null | undefined;
}) {
  return { ...(caseId && { caseId }), ...(accountId && { accountId }) };
}
