import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentEntity } from './agent.entity.ts';
import { Agents } from './agents.ts';

/** Who works at the desk, and as what. */
@Module({
  imports: [TypeOrmModule.forFeature([AgentEntity])],
  providers: [Agents],
  exports: [Agents],
})
export class AgentsModule {}
