import type { Settings } from '../../platform/config/settings.ts';

/** The address that links in messages begin with, without a slash at its end. */
export class PublicAddress {
  private address: string;

  constructor(private readonly settings: Settings) {
    this.address = settings.publicUrl ?? `http://localhost:${String(settings.port)}`;
  }

  get(): string {
    return this.address;
  }

  /** Called once the desk listens and its port is known. An address given by the settings stays. */
  set(url: string): void {
    if (this.settings.publicUrl === undefined) this.address = url.replace(/\/+$/, '');
  }
}
