import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentEntity } from './agent.entity.ts';
import { AgentsController } from './agents.controller.ts';
import { Agents } from './agents.ts';
import { CreateAgent } from './create-agent.ts';
import { FirstAgents } from './first-agents.ts';
import { UpdateAgent } from './update-agent.ts';

/** Who works at the desk, and as what. */
@Module({
  imports: [TypeOrmModule.forFeature([AgentEntity])],
  controllers: [AgentsController],
  providers: [Agents, CreateAgent, FirstAgents, UpdateAgent],
  exports: [Agents, FirstAgents],
})
export class AgentsModule {}
