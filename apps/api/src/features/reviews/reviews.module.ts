import { Module } from '@nestjs/common';
import { DrawReviews } from './draw-reviews.ts';
import { MarkReview } from './mark-review.ts';
import { ReviewList } from './review-list.ts';
import { ReviewsController } from './reviews.controller.ts';

/** What is looked at again when it is done. */
@Module({
  controllers: [ReviewsController],
  providers: [DrawReviews, MarkReview, ReviewList],
  exports: [DrawReviews],
})
export class ReviewsModule {}
