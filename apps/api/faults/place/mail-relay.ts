import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Where a mail on its way is: the server has greeted; the text is all on the line; the server has taken it. */
export type Moment = 'greeted' | 'text sent' | 'taken';

/**
 * Called at each moment of a mail. `true` lets on what comes next; otherwise it is held back, until `go` or for good,
 * as on a line that died.
 */
export type Gate = (moment: Moment, go: () => void) => boolean;

/** Stands between the worker and the mail server, and sees where a mail is. */
export class MailRelay {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
    private readonly at: Gate,
  ) {}

  static async open(target: number, at: Gate): Promise<MailRelay> {
    const server = createServer();
    const relay = new MailRelay(server, target, at);
    server.on('connection', (socket) => relay.pass(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return relay;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(sender: Socket): void {
    const taker = connect(this.target, '127.0.0.1');
    let inText = false;
    let tail = '';
    for (const socket of [sender, taker]) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        (socket === sender ? taker : sender).destroy();
      });
    }
    const onward = (moment: Moment | undefined, to: Socket, chunk: Buffer): void => {
      const go = () => void to.write(chunk);
      if (moment === undefined || this.at(moment, go)) go();
    };
    sender.on('data', (chunk) => {
      tail = (tail + chunk.toString('latin1')).slice(-5);
      onward(inText && tail === '\r\n.\r\n' ? 'text sent' : undefined, taker, chunk);
    });
    taker.on('data', (chunk) => {
      const reply = chunk.toString('latin1');
      const taken = inText && reply.startsWith('250');
      inText = reply.startsWith('354');
      onward(reply.startsWith('220') ? 'greeted' : taken ? 'taken' : undefined, sender, chunk);
    });
  }
}
