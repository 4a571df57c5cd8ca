export * from './draw-sample.ts';
export * from './review.ts';
export * from './review-refusal.ts';
