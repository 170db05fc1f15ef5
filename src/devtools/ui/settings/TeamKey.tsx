import { useState } from 'preact/hooks';
import { createKeyPair, keyFileText } from '../../../core/seal/key-pair.ts';
import { copyText, download } from '../controls/clipboard.ts';
import { usePanel } from '../PanelContext.tsx';

/** A key pair for which a team seals its recordings. The secret key goes into a file at once, and nowhere else. */
export function TeamKey() {
  const { notices } = usePanel();
  const [publicKey, setPublicKey] = useState('');

  function create(): void {
    const pair = createKeyPair();
    download(new Blob([keyFileText(pair)], { type: 'text/plain' }), 'one-trace-team.key');
    setPublicKey(pair.publicKey);
  }

  return (
    <section>
      <h2>Team key</h2>
      <p class="second">
        Recordings that are exported for a recipient key can be opened by the owner of its secret key only. The secret
        key is saved as a file and not kept here; give the public one to everybody who exports for you.
      </p>
      {publicKey !== '' && (
        <p class="mono cut" title={publicKey}>
          {publicKey}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={create}>
          Create a key pair…
        </button>
        {publicKey !== '' && (
          <button
            type="button"
            class="button"
            onClick={() => void copyText(publicKey).then(() => notices.say({ text: 'Public key copied' }))}
          >
            Copy the public key
          </button>
        )}
      </div>
    </section>
  );
}
