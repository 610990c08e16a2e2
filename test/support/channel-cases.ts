import type { HttpChannel, TlsTrust, WantedCertificate } from '../../src/main/server-client';

/** One thing that every carrier of HttpChannel must do, as data that crosses a process. */
export interface ChannelCase {
  readonly name: string;
  readonly url: string;
  readonly trust: Omit<TlsTrust, 'identity'>;
  /** Of the store; Node's carrier is given key and certificate instead. */
  readonly wanted: WantedCertificate;
  /** So often over one channel, each over a connection of its own. */
  readonly times?: number;
  readonly limitMs?: number;
  /** Nothing that Node's carrier could be asked. */
  readonly onlyStore?: boolean;
  readonly upload?: { readonly path: string; readonly size: number };
  /** What each time says: a code with its detail where the store is meant, or status and body. */
  readonly says: string;
}

/** Makes a case's requests over a channel; what each of them says. */
export async function sayings(
  channel: HttpChannel,
  { url, times = 1, limitMs = 10_000, upload }: ChannelCase,
): Promise<string[]> {
  const said: string[] = [];
  for (let time = 0; time < times; time++) {
    const reply = await channel.exchange({
      method: upload === undefined ? 'GET' : 'PUT',
      url: new URL(url),
      headers: { 'x-of-the-kiosk': '1' },
      timeoutMs: limitMs,
      maxBytes: 1000,
      ...(upload === undefined ? {} : { body: upload }),
    });
    const detail = !reply.ok && reply.error.code === 'SERVER_CLIENT_CERTIFICATE' ? ` ${reply.error.detail}` : '';
    said.push(
      reply.ok ? `${reply.value.status} ${Buffer.from(reply.value.body).toString()}` : `${reply.error.code}${detail}`,
    );
  }
  return said;
}
