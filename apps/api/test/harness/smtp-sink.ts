import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type TakenMail = { readonly from: string; readonly to: string; readonly raw: string };

/** An SMTP server that keeps what it is given, and misbehaves when told to. */
export class SmtpSink {
  readonly mails: TakenMail[] = [];
  /** Replies other than the usual ones, by the verb they answer (`RCPT`, `DATA.` after the text); `hang` says nothing. */
  replies: Record<string, string> = {};
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async open(port = 0): Promise<SmtpSink> {
    const server = createServer();
    const sink = new SmtpSink(server);
    server.on('connection', (socket) => sink.talk(socket));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String(this.port)}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let [buffer, from, to] = ['', '', ''];
    let inText = false;
    const say = (verb: string, usual: string): void => {
      const reply = this.replies[verb] ?? usual;
      if (reply !== 'hang') socket.write(`${reply}\r\n`);
    };
    say('CONNECT', '220 sink');
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      for (;;) {
        const end = inText ? buffer.indexOf('\r\n.\r\n') : buffer.indexOf('\r\n');
        if (end < 0) return;
        const text = buffer.slice(0, end);
        buffer = buffer.slice(end + (inText ? 5 : 2));
        if (inText) {
          inText = false;
          if (!this.replies['DATA.']) this.mails.push({ from, to, raw: text });
          say('DATA.', '250 taken');
          continue;
        }
        const verb = text.slice(0, 4).toUpperCase();
        if (verb === 'MAIL') from = /<(.*?)>/.exec(text)?.[1] ?? '';
        if (verb === 'RCPT') to = /<(.*?)>/.exec(text)?.[1] ?? '';
        if (verb === 'EHLO') say(verb, '250-sink\r\n250 8BITMIME');
        else if (verb === 'QUIT') socket.end('221 bye\r\n');
        else if (verb === 'DATA') {
          inText = !this.replies['DATA'];
          say(verb, '354 go on');
        } else say(verb, '250 ok');
      }
    });
  }
}

/** A header of a mail, unfolded; undefined when it is not there. */
export function headerOf({ raw }: TakenMail, name: string): string | undefined {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find((text) => text.toLowerCase().startsWith(`${name.toLowerCase()}: `));
  return line?.slice(name.length + 2);
}

/** The text of a mail that was sent as quoted-printable UTF-8 (RFC 2045). */
export function textOf({ raw }: TakenMail): string {
  const body = raw
    .slice(raw.indexOf('\r\n\r\n') + 4)
    .replace(/^\.\./gm, '.')
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(body, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}

/** A header's encoded words (RFC 2047), read. */
export function decoded(header: string | undefined): string {
  const bytes = (header ?? '')
    // White space between two encoded words is no part of them.
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?(.*?)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString('latin1'))
    .replace(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_, text: string) =>
      text
        .replaceAll('_', ' ')
        .replace(/=([0-9A-F]{2})/gi, (_hex, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
