export { forgetDemo, keepDemo } from './kept-demo.ts';
export { loadDemoShop } from './load-demo-shop.ts';
export { tellDemo } from './tell-demo.ts';
