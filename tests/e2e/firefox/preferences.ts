import { PANEL_SIZE, type Look, type Size } from '../look.ts';

/** The toolbox's own row of tabs. */
const TAB_BAR = 29;
/** Firefox's own tabs, address bar and the toolbox's row of tabs above a panel at the side. */
const BARS = 115;

/** Size of the window in which the panel gets its size. */
export function windowSize({ dock }: Look): Size {
  const { width, height } = PANEL_SIZE[dock];
  return dock === 'right' ? { width: 760 + width, height: BARS + height } : { width, height: BARS + 320 + height };
}

/** Text of the profile's user.js: how the toolbox stands, and no word to the network. */
export function userPreferences({ dock, theme }: Look, downloads: string, isSmall: boolean): string {
  const preferences = {
    // Any free port; Firefox writes it into the profile.
    'marionette.port': 0,
    'devtools.toolbox.host': dock === 'undocked' ? 'window' : dock,
    'devtools.toolbox.footer.height': PANEL_SIZE.bottom.height + TAB_BAR,
    'devtools.toolbox.sidebar.width': PANEL_SIZE.right.width,
    'devtools.theme': theme,
    'ui.systemUsesDarkTheme': theme === 'dark' ? 1 : 0,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'extensions.update.enabled': false,
    // Of a profile that is used twice: no question after a crash, and the pages of the first life are not opened again.
    'browser.sessionstore.resume_from_crash': false,
    'toolkit.startup.max_resumed_crashes': -1,
    // An add-on that no store has signed may be installed for good: ESR lets itself be told so.
    'xpinstall.signatures.required': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,',
    // In KiB, for all sites together; a site may have ten mebibytes at least.
    ...(isSmall ? { 'dom.quotaManager.temporaryStorage.fixedLimit': 20_480 } : {}),
  };
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');
}
