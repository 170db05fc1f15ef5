import type { ComponentChildren } from 'preact';
import { banners, type Banner } from '../../state/banners.ts';
import { Icon } from '../controls/Icon.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { usePanel } from '../PanelContext.tsx';

/** What has to be known whatever is looked at: at most one line for each thing. */
export function Banners() {
  const panel = usePanel();
  void panel.session.version.value;
  return (
    <div>
      {banners(panel).map((banner) => (
        <BannerLine
          key={banner.key}
          banner={banner}
          onDismiss={() => (panel.dismissed.value = new Set([...panel.dismissed.peek(), banner.key]))}
        >
          <b>{banner.title}</b> {banner.text}
        </BannerLine>
      ))}
    </div>
  );
}

function BannerLine({
  banner,
  onDismiss,
  children,
}: {
  banner: Banner;
  onDismiss(): void;
  children: ComponentChildren;
}) {
  return (
    <div class={`banner ${banner.isTrouble ? 'trouble' : ''}`} role="status">
      <Icon name={banner.icon} />
      <span class="grow">{children}</span>
      {banner.action && (
        <button type="button" class="button" onClick={banner.action.run}>
          {banner.action.title}
        </button>
      )}
      <IconButton
        icon="close"
        title="Dismiss"
        onClick={() => {
          banner.onDismiss?.();
          onDismiss();
        }}
      />
    </div>
  );
}
