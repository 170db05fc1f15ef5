import { useState } from 'preact/hooks';
import type { Trouble } from '../../../core/contract/decoder.ts';
import type { Letter } from '../../../core/contract/two-recordings.ts';
import { sealedBy } from '../../state/recordings/sealed-by.ts';
import { SecretField } from '../controls/SecretField.tsx';
import { usePanel } from '../PanelContext.tsx';

/** Why two recordings cannot be read together, and what opens a sealed one. */
export function PairTrouble({ side, trouble }: { side: Letter | undefined; trouble: Trouble }) {
  const { two } = usePanel();
  const [secret, setSecret] = useState('');
  const name = side && two.sides[side].value?.name;
  const { label, opener } = sealedBy(trouble.seal);
  return (
    <div class="pair-part">
      <p class="error-text" role="alert">
        {name === undefined ? trouble.message : `${name}: ${trouble.message}`}
      </p>
      {side !== undefined && trouble.seal !== undefined && (
        <form
          class="inline"
          onSubmit={(event) => {
            event.preventDefault();
            two.unseal(side, opener(secret));
          }}
        >
          <SecretField label={label} class="inline" value={secret} onInput={setSecret} />
          <button type="submit" class="button primary" disabled={secret === ''}>
            Open
          </button>
        </form>
      )}
    </div>
  );
}
