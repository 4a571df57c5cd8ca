export { reviewRate, type ReviewRate } from './review-rate.ts';
export { ReviewsModule } from './reviews.module.ts';
