export { ReviewList } from './ReviewList.tsx';
export { ReviewShow } from './ReviewShow.tsx';
