import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { answering, LAB_WORKER } from './page/lab-worker.ts';
import { buildLabPage } from './build-lab-page.ts';

export interface LabPages {
  /** The script is loaded with <script src>; nothing runs until window.lab.start(). */
  readonly pageUrl: string;
  /** The script stands inline in <head> and opens its first socket at once, before anything else runs. */
  inlineUrl(commUrl: string): string;
  close(): Promise<void>;
}

/** What the scripts of the page have, for policies that ask for one: `?csp=` lays a policy down. */
export const NONCE = 'lab';

/** Loopback web server for the pages. */
export async function serveLab(): Promise<LabPages> {
  const { html, script } = await buildLabPage();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/lab.js') return send(response, 'text/javascript', script);
    if (url.pathname === LAB_WORKER)
      return send(response, 'text/javascript', `self.window = self;\n${script}\n${answering};`);
    if (url.pathname === '/inline') {
      const start = `void window.lab.start(${JSON.stringify(url.searchParams.get('comm') ?? '')});`;
      return send(
        response,
        'text/html',
        withScript(`<script>${script.replaceAll('</script', '<\\/script')}\n${start}</script>`),
      );
    }
    // A page that may not be stored is none that browsers keep when it is left.
    if (url.pathname === '/') {
      const policy = url.searchParams.get('csp');
      if (policy !== null) response.setHeader('content-security-policy', policy);
      const page = withScript('<script src="/lab.js"></script>').replaceAll('<script', `<script nonce="${NONCE}"`);
      return send(response, 'text/html', page, url.searchParams.has('kept'));
    }
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    pageUrl: `${origin}/`,
    inlineUrl: (commUrl) => `${origin}/inline?comm=${encodeURIComponent(commUrl)}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function withScript(tag: string): string {
    return html.replace('<!--lab-->', () => tag);
  }
}

function send(response: ServerResponse, type: string, body: string, mayBeKept = false): void {
  const cache = mayBeKept ? 'no-cache' : 'no-store';
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': cache }).end(body);
}
