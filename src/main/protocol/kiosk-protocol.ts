import type { RandomAccess } from '../../core/base';
import { documentResponse } from './document-response';
import { emptyResponse } from './empty-response';
import { fileResponse } from './file-response';
import { paperResponse } from './paper-response';
import { verifierResponse } from './verifier-response';

/** Scheme and origin of every page of the kiosk. A standard, secure scheme of our own instead of file://. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://kiosk';

export interface KioskProtocolPorts {
  /** Folder of the built renderer. */
  readonly rendererRoot: string;
  /** The verifier page of this build, and the roots that this hospital trusts, as PEM. */
  readonly verifier: { readonly path: string; anchors(): string };
  /** Path of a paper that ships with the program (licences, bill of materials), by its name; undefined for any other. */
  readonly paper: (name: string) => string | undefined;
  /** The documents that the present snapshot names, by their key; nothing else of the disk can be asked for. */
  readonly documentSource: (key: string) => RandomAccess | undefined;
}

/** `/verifier/<key>`: the verifier page with that document in it. */
export const VERIFIER_PATH = /^\/verifier\/([A-Za-z0-9_.-]{1,160})$/;

/** The handler for `app:`: files of the renderer, `/document/<key>` with ranges, `/verifier/<key>`, `/papers/<name>`. GET and HEAD only. */
export function kioskProtocol(ports: KioskProtocolPorts): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (`${url.protocol}//${url.host}` !== APP_ORIGIN) return emptyResponse(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return emptyResponse(405, { allow: 'GET, HEAD' });
    const shown = VERIFIER_PATH.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const isThere = ports.documentSource(shown) !== undefined;
      return isThere ? verifierResponse(ports.verifier.path, ports.verifier.anchors(), shown) : emptyResponse(404);
    }
    const paper = /^\/papers\/([a-z-]{1,40})$/.exec(url.pathname)?.[1];
    if (paper !== undefined) return paperResponse(ports.paper(paper));
    const key = /^\/document\/([A-Za-z0-9_.-]{1,160})$/.exec(url.pathname)?.[1];
    if (key === undefined) return fileResponse(ports.rendererRoot, url.pathname === '/' ? '/index.html' : url.pathname);
    const source = ports.documentSource(key);
    return source ? documentResponse(source, request) : emptyResponse(404);
  };
}
