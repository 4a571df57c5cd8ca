export { loadDemoShop } from './load-demo-shop.ts';
export { DEMO_STORIES } from './stories.ts';
