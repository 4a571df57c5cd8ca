import 'reflect-metadata';
import { createApp } from '../src/create-app.ts';
import { readSettings } from '../src/platform/config/settings.ts';

const settings = readSettings(process.env);
const app = await createApp({ ...settings, appUrl: settings.appUrl ?? '' }, { serve: true, work: false });
await app.listen(settings.port, settings.host);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
