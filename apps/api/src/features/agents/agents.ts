import type { AgentsQuery, AgentView, Colleague } from '@relink/contract';
import { type AgentRole, roleHolds } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';
import { AgentEntity } from './agent.entity.ts';

const BY_NAME: readonly [string, 'ASC'] = ['name', 'ASC'];

/** Looks agents up. There are few of them, so TypeORM does. */
@Injectable()
export class Agents {
  constructor(@InjectRepository(AgentEntity) private readonly repository: Repository<AgentEntity>) {}

  /** The agent of that name with the password's hash, whatever the case of the letters. */
  async findToSignIn(username: string): Promise<AgentEntity | undefined> {
    const found = await this.repository
      .createQueryBuilder('agent')
      .addSelect('agent.passwordHash')
      // Made small here, as the throttle does: PostgreSQL reads more letters as an i than there are, and each of them
      // would be a name of its own to the throttle.
      .where('lower(agent.username) = :username', { username: username.toLowerCase() })
      .getOne();
    return found ?? undefined;
  }

  /** As somebody of that role sees them. */
  async findOne(id: string, viewer: AgentRole): Promise<AgentView | undefined> {
    const found = await this.repository.findOneBy({ id });
    return found ? (await this.views([found], viewer))[0] : undefined;
  }

  /** A page of the list as somebody of that role sees it, and how many there are in all. */
  async list(query: AgentsQuery, page: Page, viewer: AgentRole): Promise<[AgentView[], number]> {
    const { id, q, role } = query.filter ?? {};
    const [field, order] = query.sort ?? BY_NAME;
    const select = this.repository
      .createQueryBuilder('agent')
      .orderBy(`agent.${field}`, order)
      .addOrderBy('agent.id', order)
      .offset(page.offset)
      .limit(page.limit);
    if (id !== undefined)
      select.andWhere('agent.id = any(:ids)', { ids: typeof id === 'string' ? [id] : id });
    if (role !== undefined) select.andWhere('agent.role = :role', { role });
    if (q !== undefined)
      select.andWhere('(agent.username ilike :part or agent.name ilike :part)', {
        part: `%${q.replace(/[\\%_]/g, '\\$&')}%`,
      });
    const [rows, total] = await select.getManyAndCount();
    return [await this.views(rows, viewer), total];
  }

  /** Everybody a case can be handed over to. */
  colleagues(): Promise<Colleague[]> {
    return this.repository.find({
      select: { id: true, name: true, role: true },
      where: { disabledAt: IsNull() },
      order: { name: 'ASC', id: 'ASC' },
    });
  }

  private async views(agents: readonly AgentEntity[], viewer: AgentRole): Promise<AgentView[]> {
    const counted = await runSql<{ id: string; count: number }>(
      poolOf(this.repository.manager.dataSource),
      'select agent_id as id, count(*)::int as count from agent_factor where agent_id = any($1) group by agent_id',
      [agents.map(({ id }) => id)],
    );
    const factors = new Map(counted.map(({ id, count }) => [id, count]));
    const manages = roleHolds(viewer, 'agents.manage');
    return agents.map((agent) => ({
      ...viewOf(agent, factors),
      ...(manages && { companySubject: agent.subject }),
    }));
  }
}

function viewOf(
  { id, username, name, role, disabledAt, createdAt }: AgentEntity,
  factors: ReadonlyMap<string, number>,
): AgentView {
  return {
    id,
    username,
    name,
    role,
    disabled: disabledAt !== null,
    factors: factors.get(id) ?? 0,
    createdAt: createdAt.toISOString(),
  };
}
