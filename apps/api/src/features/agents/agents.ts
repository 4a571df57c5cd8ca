import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';

/** Looks agents up. */
@Injectable()
export class Agents {
  constructor(@InjectRepository(AgentEntity) private readonly repository: Repository<AgentEntity>) {}

  /** The agent of that name with the password's hash, whatever the case of the letters. */
  async findToSignIn(username: string): Promise<AgentEntity | undefined> {
    const found = await this.repository
      .createQueryBuilder('agent')
      .addSelect('agent.passwordHash')
      .where('lower(agent.username) = lower(:username)', { username })
      .getOne();
    return found ?? undefined;
  }
}
