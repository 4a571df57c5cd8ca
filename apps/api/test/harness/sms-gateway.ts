import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TakenSms = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A shop's SMS gateway that keeps what it is given, and answers what it is told to. */
export class SmsGateway {
  readonly taken: TakenSms[] = [];
  status = 200;
  /** Where a redirect leads to. */
  location: string | undefined;
  hangs = false;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<SmsGateway> {
    const server = createServer();
    const gateway = new SmsGateway(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        gateway.taken.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        if (gateway.hangs) return;
        response.writeHead(gateway.status, gateway.location ? { location: gateway.location } : {}).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/sms`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
