/** Put in by scripts/build.ts from package.json. */
declare const LEAKGATE_VERSION: string | undefined;

/** Version of this build, e.g. `1.2.0`; `0.0.0-source` where the sources run unbuilt. */
export const leakgateVersion: string = typeof LEAKGATE_VERSION === 'string' ? LEAKGATE_VERSION : '0.0.0-source';
