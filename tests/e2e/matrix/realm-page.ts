const KEY = 'ab'.repeat(32);
/** PROTOCOL §11.1: what tells a ONE device. */
const SERVICE = '4fafc201-1fb5-459e-8fcc-c5c9c331914b';
const REQUEST = JSON.stringify({ command: 'communication_request', sourcePublicKey: KEY, targetPublicKey: KEY });

/**
 * Runs in every realm, as text: says one word over each transport that the realm has, and tells the server of those that it lacks.
 * Nothing from around it.
 */
function speak(name: string, url: string, request: string, service: string): void {
  const say = (word: string): void => {
    const socket = new WebSocket(url);
    socket.onopen = () => {
      socket.send(request);
      socket.send(word);
    };
  };
  say(`websocket: ${name}`);
  const { bluetooth } = navigator as { bluetooth?: { requestDevice(options: object): Promise<unknown> } };
  if (bluetooth)
    bluetooth.requestDevice({ filters: [{ services: [service] }] }).catch(() => say(`refused bluetooth: ${name}`));
  else say(`no bluetooth: ${name}`);
  if (typeof RTCPeerConnection === 'undefined') return say(`no webrtc: ${name}`);
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  near.onicecandidate = ({ candidate }) => void (candidate && far.addIceCandidate(candidate));
  far.onicecandidate = ({ candidate }) => void (candidate && near.addIceCandidate(candidate));
  const channel = near.createDataChannel('one');
  channel.onopen = () => {
    channel.send(request);
    channel.send(`webrtc: ${name}`);
  };
  far.ondatachannel = (event) => {
    event.channel.onmessage = ({ data }) => data === `webrtc: ${name}` && say(`heard webrtc: ${name}`);
  };
  void (async () => {
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription!);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription!);
  })();
}

const code = (name: string, ws: string): string =>
  `(${speak.toString()})(${[name, `${ws}/sink`, REQUEST, SERVICE].map((each) => JSON.stringify(each)).join()})`;
const html = (script: string): string => `<!doctype html><meta charset="utf-8"><script>${script}</script>`;

/** The documents and scripts of the matrix, by path: the first makes a realm of each kind. */
export function realmPages(ws: string, otherOrigin: string): Record<string, string> {
  const of = (name: string): string => code(name, ws);
  const text = (value: string): string => JSON.stringify(value).replaceAll('<', '\\u003c');
  const makeAll = `
    ${of('page')};
    const frame = (attributes) => {
      const element = document.createElement('iframe');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
      return element.contentWindow;
    };
    const blob = (content, type) => URL.createObjectURL(new Blob([content], { type }));
    frame({}).eval(${text(of('empty frame'))});
    frame({ srcdoc: ${text(html(of('srcdoc frame')))} });
    frame({ sandbox: 'allow-scripts', srcdoc: ${text(html(of('sandboxed frame')))} });
    frame({ src: blob(${text(html(of('blob frame')))}, 'text/html') });
    frame({ src: 'data:text/html,' + encodeURIComponent(${text(html(of('data frame')))}) });
    frame({ src: '/same-origin' });
    frame({ src: ${text(`${otherOrigin}/cross-origin`)}, allow: 'bluetooth' });
    frame({ src: '/reopened' });
    const written = frame({}).document;
    written.open();
    written.write(${text(html(of('frame written by its page')))});
    written.close();
    const popup = open('/popup', '_blank', 'width=200,height=200');
    new Worker('/script/classic.js');
    new Worker('/script/module.js', { type: 'module' });
    new Worker(blob(${text(of('blob worker'))}, 'text/javascript'));
    new Worker('data:text/javascript,' + encodeURIComponent(${text(of('data worker'))}));
    new Worker('/script/outer.js');
    new SharedWorker('/script/shared.js');
    navigator.serviceWorker.register('/script/service.js');`;
  return {
    '/realms': `<!doctype html><meta charset="utf-8"><title>realms</title><body><script>${makeAll}</script>`,
    '/reopened': html(
      `onload = () => { document.open(); document.write(${text(html(of('frame after document.open')))}); document.close(); }`,
    ),
    '/same-origin': html(of('same-origin frame')),
    '/cross-origin': html(of('cross-origin frame')),
    '/popup': html(of('popup')),
    '/script/classic.js': of('classic worker'),
    '/script/module.js': of('module worker'),
    '/script/outer.js': `new Worker('/script/inner.js')`,
    '/script/inner.js': of('nested worker'),
    '/script/shared.js': of('shared worker'),
    '/script/service.js': of('service worker'),
  };
}
