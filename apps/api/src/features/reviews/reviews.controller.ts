import {
  idParams,
  markReviewRequest,
  type MarkReviewRequest,
  reviewsQuery,
  type ReviewsQuery,
  reviewView,
  type ReviewView,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { MarkReview } from './mark-review.ts';
import { ReviewList } from './review-list.ts';

/** The sample of closed work that supervisors look at again. */
@ApiTags('reviews')
@Controller('api/reviews')
export class ReviewsController {
  constructor(
    private readonly changes: Changes,
    private readonly reviews: ReviewList,
    private readonly markReview: MarkReview,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists what supervisors look at again.' })
  @Needs('reviews.mark')
  @SerializeOptions({ schema: reviewView })
  @ApiOkResponse({ standardSchema: reviewView, isArray: true })
  async list(
    @FromAgent() context: AgentContext,
    @Query({ schema: reviewsQuery }) query: ReviewsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReviewView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.reviews.read(context, query, page);
    return sendList(reply, 'reviews', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One review.' })
  @Needs('reviews.mark')
  @SerializeOptions({ schema: reviewView })
  @ApiOkResponse({ standardSchema: reviewView })
  async one(
    @Param({ schema: idParams }) { id }: { id: string },
    @FromAgent() context: AgentContext,
  ): Promise<ReviewView> {
    const review = await this.reviews.one(context, id);
    if (!review) throw problem('not-found');
    return review;
  }

  @Post(':id/mark')
  @ApiOperation({ summary: 'Marks a review as fine, to coach, or an incident.' })
  @HttpCode(200)
  @Needs('reviews.mark')
  @StepUp()
  @SerializeOptions({ schema: reviewView })
  @ApiOkResponse({ standardSchema: reviewView })
  async mark(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: markReviewRequest }) body: MarkReviewRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ReviewView> {
    await this.changes.run(change, (em, now) => this.markReview.run(em, now, context, id, body));
    return this.one({ id }, context);
  }
}
