export { loadDemoShop } from './load-demo-shop.ts';
export { DEMO_STORIES, type DemoStory } from './stories.ts';
