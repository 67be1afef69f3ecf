// What the build makes of GLOSSARY.md; see scripts/glossary.mjs.

declare module "concord:glossary" {
  export interface GlossaryTerm {
    // Under which heading it stands.
    readonly section: string;
    readonly name: string;
    // What else it is called, separated by commas.
    readonly also: string;
    readonly text: string;
  }
  export const terms: readonly GlossaryTerm[];
}
