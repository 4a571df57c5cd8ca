import {
  sayTextId,
  sayTextsQuery,
  type SayTextsQuery,
  sayTextView,
  type SayTextView,
  wordSayTextRequest,
  type WordSayTextRequest,
} from '@relink/contract';
import { Body, Controller, Get, Param, Put, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AnyAgent, Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { SayTexts } from './say-texts.ts';
import { WordSayText } from './word-say-text.ts';

const params = z.object({ id: sayTextId });

/** What agents may read out to callers, in the callers' languages. */
@ApiTags('say-texts')
@Controller('api/say-texts')
export class SayTextsController {
  constructor(
    private readonly texts: SayTexts,
    private readonly changes: Changes,
    private readonly word: WordSayText,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists what agents may read out.' })
  @AnyAgent()
  @SerializeOptions({ schema: sayTextView })
  @ApiOkResponse({ standardSchema: sayTextView, isArray: true })
  async list(
    @Query({ schema: sayTextsQuery }) query: SayTextsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SayTextView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const all = await this.texts.find(query);
    const rows = all.slice(page.offset, page.offset + page.limit);
    return sendList(reply, 'say-texts', page, rows, all.length);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One sentence in one language.' })
  @AnyAgent()
  @SerializeOptions({ schema: sayTextView })
  @ApiOkResponse({ standardSchema: sayTextView })
  async one(@Param({ schema: params }) { id }: { id: string }): Promise<SayTextView> {
    const [found] = await this.texts.find({ filter: { id } });
    if (!found) throw problem('not-found');
    return found;
  }

  @Put(':id')
  @ApiOperation({ summary: 'Gives a sentence the shop’s own wording, or takes the default again.' })
  @Needs('say-texts.manage')
  @StepUp()
  @SerializeOptions({ schema: sayTextView })
  @ApiOkResponse({ standardSchema: sayTextView })
  async change(
    @Param({ schema: params }) { id }: { id: string },
    @Body({ schema: wordSayTextRequest }) body: WordSayTextRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<SayTextView> {
    await this.changes.run(change, (em, now) => this.word.run(em, now, context, id, body));
    return this.one({ id });
  }
}
