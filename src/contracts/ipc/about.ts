/** Where a value of a setting came from, strongest first. */
export const SETTING_ORIGINS = ['policy', 'installed', 'local', 'server', 'default'] as const;
export type SettingOrigin = (typeof SETTING_ORIGINS)[number];

/** What lies beside a packaged program for whoever has to account for it (scripts/package/papers.ts). */
export const PAPERS = {
  licence: 'LICENSE.inkwitness.txt',
  'third-party': 'THIRD-PARTY-LICENSES.txt',
  sbom: 'sbom.cdx.json',
} as const;
export type PaperName = keyof typeof PAPERS;

/** What this station is, for IT; looked up anew each time somebody opens the page. No data of patients. */
export interface AboutView {
  readonly build: {
    /** 'official': packaged on the runtime that this version is made for; 'test': any other package; 'source': no package. */
    readonly kind: 'official' | 'test' | 'source';
    /** SHA-256 over everything that went into it, lower-case hex. */
    readonly digest: string;
  };
  readonly runtime: {
    readonly electron?: string;
    readonly chromium?: string;
    readonly node: string;
    /** The version of Electron that this version is made for. */
    readonly pinned: string;
    /** 'official': that very one, of its makers; 'version': the number alone is known to be right. */
    readonly is: 'official' | 'version' | 'other';
  };
  /** Name, release and architecture as the system tells them. */
  readonly system: string;
  readonly server: {
    readonly address: string;
    /** 'machine': plain HTTP to this machine; 'system': roots of the system; 'hospital': roots of the settings. */
    readonly trust: 'machine' | 'system' | 'hospital';
    readonly pins: number;
    /** This kiosk shows the certificate of its device key. */
    readonly mutual: boolean;
  };
  readonly deviceKey: {
    readonly kept: 'none' | 'file' | 'both' | 'sealed';
    /** The system's key store, as the shell knows it. */
    readonly store: string;
  };
  /** Keys of the settings by where their value came from, strongest origin first; origins that say nothing are left out. */
  readonly settings: readonly { readonly origin: SettingOrigin; readonly keys: readonly string[] }[];
  readonly dataFolder: string;
  /** Where the papers lie, and which of them are there: `app://kiosk/papers/<name>`. */
  readonly papers: { readonly folder: string; readonly names: readonly PaperName[] };
  /** Whom to call, as the hospital set it. */
  readonly support?: string;
}
